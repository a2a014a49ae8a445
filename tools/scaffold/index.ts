/**
 * Prints the struct of a component of Authlete's OpenAPI file, to begin a new schema with:
 *
 *     npx tsx tools/scaffold/index.ts client_extension path/to/openapi.json [request]
 *
 * What it prints is that of a response, unless `request` is asked for. It guesses units and secrets from names. Paste it,
 * put the fields in an order that reads well, and say in each comment what the file cannot say: lint refuses comments
 * that are empty. From then on the schema is kept by hand, and held by the check of the contract.
 */
import { readFileSync } from "node:fs"

interface Property {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: ReadonlyArray<string>
  readonly items?: Property
}

interface Component extends Property {
  readonly required?: ReadonlyArray<string>
  readonly properties?: Readonly<Record<string, Property>>
}

interface OpenApi {
  readonly components: { readonly schemas: Readonly<Record<string, Component>> }
}

/**
 * Names that are those of secrets wherever they stand. `jwks` is none of them: a service has private keys there, and a
 * client public ones.
 */
const secrets = new Set([
  "ticket",
  "userCode",
  "deviceCode",
  "authReqId",
  "authorizationCode",
  "preAuthorizedCode",
  "issuerState",
  "txCode",
  "sessionId",
  "accessToken",
  "refreshToken",
  "idToken",
  "jwtAccessToken",
  "token",
  "clientNotificationToken",
  "deviceSecret",
  "logoutToken",
  "jose",
  "parameters",
  "dpop",
  "message",
  "oauthClientAttestation",
  "oauthClientAttestationPop",
  "json",
  "requestContent",
  "clientSecret",
  "newClientSecret",
  "oldClientSecret",
  "apiSecret",
  "authenticationCallbackApiSecret",
  "developerAuthenticationCallbackApiSecret",
  "federationJwks",
  "credentialJwks",
  "claimsForTx",
  "verifiedClaimsForTx",
  "credentialPayload"
])

/** What a whole number counts, by its name; the first that fits. */
const numbers: ReadonlyArray<readonly [names: RegExp, schema: string]> = [
  [/^authTime$/, "EpochSeconds"],
  [/At$/, "EpochMillis"],
  [/(Duration|Interval|TimeWindow|Skew|maxAge|MaxAge)$|^(duration|expiresIn|interval|requestedExpiry)$/, "Seconds"],
  [/(count|Count|Length|Size)$/, "Count"]
]

const pascal = (component: string) => component.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())

const camel = (component: string) => pascal(component).replace(/^\w/, (letter) => letter.toLowerCase())

type Direction = "request" | "response"

const quoted = (texts: ReadonlyArray<string>) => texts.map((text) => JSON.stringify(text)).join(", ")

const writer = ({ components: { schemas } }: OpenApi, direction: Direction) => {
  const oneOf = (schema: string) => direction === "request" ? schema : `open(${schema})`

  const schemaOf = (name: string, property: Property): string => {
    if (property.$ref !== undefined) {
      const component = property.$ref.split("/").at(-1) ?? ""
      return schemas[component]?.enum === undefined ? pascal(component) : oneOf(pascal(component))
    }
    if (property.enum !== undefined) return oneOf(`literals(${quoted(property.enum)})`)
    switch (property.type) {
      case "array": {
        const item = schemaOf("", property.items ?? {})
        return item === "Schema.String" ? "Strings" : `Schema.Array(${item})`
      }
      case "boolean":
        return "Flag"
      case "integer":
        return numbers.find(([names]) => names.test(name))?.[1] ??
          (property.format === "int64" ? "Int64" : "Schema.Int")
      case "string":
        if (secrets.has(name)) return direction === "request" ? "Secret" : "RedactedString"
        return property.format === "uri" || /(Uri|Endpoint)$/.test(name) ? "Uri" : "Schema.String"
      default:
        return "Schema.Unknown"
    }
  }

  return (component: string, { properties = {}, required = [] }: Component): string => {
    const word = direction === "request" ? "optional" : "maybe"
    const fields = Object.entries(properties).map(([name, property]) => {
      const schema = schemaOf(name, property)
      return `  /** */\n  ${name}: ${required.includes(name) ? schema : `${word}(${schema})`}`
    })
    return `const ${camel(component)} = Schema.Struct({\n${fields.join(",\n")}\n})`
  }
}

const [component = "", source = "", direction = "response"] = process.argv.slice(2)
const file = JSON.parse(readFileSync(source, "utf8")) as OpenApi
const found = file.components.schemas[component]
if (found === undefined) throw new Error(`The file has no component ${component}.`)
console.log(writer(file, direction === "request" ? "request" : "response")(component, found))
