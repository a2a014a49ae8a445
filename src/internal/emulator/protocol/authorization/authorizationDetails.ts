/**
 * `authorization_details`, RFC 9396.
 */
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import * as Struct from "effect/Struct"
import type { AuthorizationDetails, AuthorizationDetailsElement } from "../../../models/authorizationDetails.js"
import { parse } from "../../../schema/json.js"
import { isTooDeep } from "../../model/bounds.js"
import type { ClientRecord } from "../../model/client.js"
import type { Jwk } from "../../model/jwks.js"
import { withoutUndefined } from "../../model/record.js"
import type { ResultCode } from "../../model/resultCodes.js"
import type { ServiceRecord } from "../../model/service.js"
import type { Parameters } from "../parameters.js"
import type { Checked } from "./objection.js"
import { object, single } from "./objection.js"

const refuse = (code: ResultCode): Checked<never> => object("invalid_authorization_details", code)

const texts = (value: unknown): ReadonlyArray<string> | undefined =>
  Array.isArray(value) ? value.filter(Predicate.isString) : undefined

const common = ["type", "locations", "actions", "datatypes", "identifier", "privileges"] as const

const asElement = (type: string, detail: Jwk): AuthorizationDetailsElement => {
  const others = Struct.omit(detail, ...common)
  return withoutUndefined({
    type,
    locations: texts(detail["locations"]),
    actions: texts(detail["actions"]),
    dataTypes: texts(detail["datatypes"]),
    identifier: typeof detail["identifier"] === "string" ? detail["identifier"] : undefined,
    privileges: texts(detail["privileges"]),
    otherFields: Object.keys(others).length > 0 ? JSON.stringify(others) : undefined
  })
}

const elementOf = (
  { supportedAuthorizationDetailsTypes = [] }: ServiceRecord,
  { authorizationDetailsTypes = [] }: ClientRecord,
  detail: unknown
): Checked<AuthorizationDetailsElement> => {
  if (!Predicate.isRecord(detail)) return refuse("A249306")
  const type = detail["type"]
  if (typeof type !== "string" || type === "") return refuse("A249301")
  if (!supportedAuthorizationDetailsTypes.includes(type)) return refuse("A249302")
  return authorizationDetailsTypes.includes(type) ? Either.right(asElement(type, detail)) : refuse("A249303")
}

export const authorizationDetailsOf = (
  service: ServiceRecord,
  client: ClientRecord,
  form: Parameters
): Checked<AuthorizationDetails | undefined> =>
  Either.gen(function*() {
    const text = yield* single(form, "authorization_details", "A999321")
    if (text === undefined) return undefined
    const details = yield* Either.orElse(parse(text), () => refuse("A249304"))
    if (!Array.isArray(details) || isTooDeep(details)) return yield* refuse("A249305")
    return { elements: yield* Either.all(details.map((detail) => elementOf(service, client, detail))) }
  })

const member = (text: string | undefined): object => {
  const others = Either.getOrUndefined(parse(text ?? ""))
  return Predicate.isRecord(others) ? others : {}
}

/** The details as they go to client applications. */
export const detailsAsJson = (details: AuthorizationDetails | undefined): ReadonlyArray<object> | undefined =>
  details?.elements?.map(({ dataTypes, otherFields, ...element }) => ({
    ...element,
    ...(dataTypes === undefined ? {} : { datatypes: dataTypes }),
    ...member(otherFields)
  }))
