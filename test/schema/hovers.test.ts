/**
 * What an editor shows for a response: asked of the service that editors ask.
 */
import { dirname } from "node:path"
import ts from "typescript"
import { beforeAll, describe, expect, it } from "vitest"

const program = `
import { Match } from "effect"
import { Introspection, Revocation, Tokens } from "effect-authlete"
import type { ClientRequest } from "./client.js"

declare const response: Tokens.TokenProcessResponse
const before = response./*any action*/action
if (response.action === "OK") {
  const { /*field*/responseContent } = /*narrowed*/response
  const after = response./*action of the narrowed*/action
  const hidden = response./*model*/properties?.[0]?./*field of a model*/hidden
}
switch (response./*switched action*/action) {
  case "PASSWORD":
    /*case*/response
    response./*action of the case*/action
}
Match.type<Introspection.IntrospectionResponse>().pipe(
  Match.discriminatorsExhaustive("action")({
    OK: (ok) => ok,
    BAD_REQUEST: (response) => response,
    UNAUTHORIZED: (response) => response,
    FORBIDDEN: (/*matched*/response) => response./*action of the matched*/action,
    INTERNAL_SERVER_ERROR: (response) => response
  })
)
declare const request: ClientRequest
const kept = [request./*field of a request*/clientName, request.keys?.[0]?./*deep field of a request*/jwk]
type Named = Revocation./*name*/RevocationInvalidClient
`

const fileName = `${import.meta.dirname}/hovered.ts`

const editor = (): ts.LanguageService => {
  const path = ts.findConfigFile(import.meta.dirname, ts.sys.fileExists) ?? ""
  const { config } = ts.readConfigFile(path, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path), {
    noEmit: true,
    noUnusedLocals: false
  })
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getCurrentDirectory: () => dirname(path),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [fileName],
    getScriptSnapshot: (name) => {
      const text = name === fileName ? program : ts.sys.readFile(name)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getScriptVersion: () => "1",
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories
  })
}

describe("an editor", () => {
  let service: ts.LanguageService
  beforeAll(() => {
    service = editor()
    service.getProgram()
  }, 120_000)

  const hover = (place: string) => {
    const mark = `/*${place}*/`
    const info = service.getQuickInfoAtPosition(fileName, program.indexOf(mark) + mark.length)
    return {
      code: ts.displayPartsToString(info?.displayParts),
      words: ts.displayPartsToString(info?.documentation)
    }
  }

  it("finds nothing wrong with the program that these tests look at", () => {
    const errors = service.getSemanticDiagnostics(fileName)
    expect(errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "))).toStrictEqual([])
  })

  it.each(["any action", "switched action"])("tells by %s what to do with each of them", (place) => {
    const { words } = hover(place)
    expect(words.split("\n").map((line) => line.split(":")[0])).toStrictEqual([
      "`OK`",
      "`PASSWORD`",
      "`TOKEN_EXCHANGE`",
      "`JWT_BEARER`",
      "`NATIVE_SSO`",
      "`ID_TOKEN_REISSUABLE`",
      "`BAD_REQUEST`",
      "`INVALID_CLIENT`",
      "`INTERNAL_SERVER_ERROR`"
    ])
    expect(words).toContain("`OK`: respond with 200 and `responseContent`.")
  })

  it.each([
    ["action of the narrowed", "`OK`: respond with 200 and `responseContent`."],
    [
      "action of the case",
      "`PASSWORD`: check the resource owner's credentials, then call `Tokens.issue` or `Tokens.fail` with the `ticket`."
    ],
    ["action of the matched", "`FORBIDDEN`: respond with 403 and `responseContent` as the `WWW-Authenticate` header."]
  ])("tells by the %s what to do with that one only", (place, words) => {
    expect(hover(place).words).toBe(words)
  })

  it.each([
    ["narrowed", "const response: Tokens.TokenProcessOk"],
    ["case", "const response: Tokens.TokenProcessPassword"],
    ["matched", "(parameter) response: Introspection.IntrospectionForbidden"]
  ])("names the variant of the %s response", (place, code) => {
    expect(hover(place).code).toBe(code)
  })

  it("says what happened where a variant is named", () => {
    expect(hover("name").words).toBe("The client could not be authenticated.")
  })

  it("says what a field of a variant is", () => {
    expect(hover("field").words).toBe("The token response for the client application, as the text of a JSON object.")
  })

  it("says what a field of a model is", () => {
    expect(hover("field of a model").words).toBe(
      "Whether the property is kept from the client application; Authlete takes `false` if it is left out."
    )
  })

  it.each([
    ["field of a request", "What people see."],
    ["deep field of a request", "The key itself, as the text of a JWK."]
  ])("keeps the comment of a %s that is derived from a response", (place, words) => {
    expect(hover(place).words).toBe(words)
  })

  it("names a model in the type of a field", () => {
    expect(hover("model").code).toContain("readonly Tokens.Property[] | undefined")
  })
})
