/**
 * Responses of the authorization endpoint: parameters in a redirect, in a page that posts itself, or signed in a JWT (JARM).
 */
import * as Either from "effect/Either"
import type { ClientRecord } from "../../model/client.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import type { ServiceRecord } from "../../model/service.js"
import { signingKey } from "../../model/signingKey.js"
import type { Redirection } from "../../store/authorizations.js"
import type { State } from "../../store/state.js"
import { errorUri } from "../protocolError.js"
import type { Jwt, Unsigned } from "../unsigned.js"
import { unsigned } from "../unsigned.js"

/** In their order. One that is `undefined` is left out. */
export type ResponseParameters = Readonly<Record<string, string | number | undefined>>

export interface Delivered {
  readonly action: "LOCATION" | "FORM"
  readonly responseContent: string
}

const given = (parameters: ResponseParameters): ReadonlyArray<readonly [string, string]> =>
  Object.entries(parameters).flatMap(([name, value]) => value === undefined ? [] : [[name, String(value)] as const])

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;" }

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character)

/** OAuth 2.0 Form Post Response Mode. */
const page = (redirectUri: string, fields: ReadonlyArray<readonly [string, string]>): string =>
  [
    "<!DOCTYPE html>",
    "<html>",
    "<head><meta charset=\"UTF-8\"><title>Submit this form</title></head>",
    "<body onload=\"document.forms[0].submit()\">",
    `<form method="post" action="${escaped(redirectUri)}">`,
    ...fields.map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}"/>`),
    "<noscript><button type=\"submit\">Continue</button></noscript>",
    "</form>",
    "</body>",
    "</html>"
  ].join("\n")

const deliver = ({ mode, redirectUri }: Redirection, parameters: ResponseParameters): Delivered => {
  const fields = given(parameters)
  if (mode === "form_post") return { action: "FORM", responseContent: page(redirectUri, fields) }
  const text = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()
  const separator = mode === "fragment" ? "#" : redirectUri.includes("?") ? "&" : "?"
  return { action: "LOCATION", responseContent: text === "" ? redirectUri : `${redirectUri}${separator}${text}` }
}

/** How long a signed response is good for, in seconds, if the service says nothing. */
const usualDuration = 600

const responseJwt = (
  state: State,
  client: ClientRecord,
  parameters: ResponseParameters,
  now: number
): Jwt | undefined => {
  const { authorizationResponseDuration = 0, authorizationSignatureKeyId, issuer } = state.service
  const alg = client.authorizationSignAlg ?? "RS256"
  const key = signingKey(state, alg, { client, keyId: authorizationSignatureKeyId })
  const seconds = Math.floor(now / 1000)
  return Either.isLeft(key) ? undefined : {
    alg,
    key: key.right,
    claims: {
      ...parameters,
      iss: issuer,
      aud: String(client.clientId),
      exp: seconds + (authorizationResponseDuration > 0 ? authorizationResponseDuration : usualDuration)
    }
  }
}

/** RFC 9207: `iss` tells the client application which server the response comes from. In a signed one it is a claim. */
const withIssuer = ({ issSuppressed, issuer }: ServiceRecord, parameters: ResponseParameters): ResponseParameters =>
  issSuppressed === true ? parameters : { ...parameters, iss: issuer }

/**
 * Delivers the parameters in the way that the request has asked for, and makes a response of that. `failed` is the response
 * if a JWT was asked for, and the service has no key for it any more.
 */
export const delivered = <Response>(
  state: State,
  client: ClientRecord,
  redirection: Redirection,
  parameters: ResponseParameters,
  now: number,
  { failed, make }: { readonly make: (delivered: Delivered) => Response; readonly failed: () => Response }
): Response | Unsigned<Response> => {
  if (!redirection.isJwt) return make(deliver(redirection, withIssuer(state.service, parameters)))
  const jwt = responseJwt(state, client, parameters, now)
  return jwt === undefined
    ? failed()
    : unsigned([jwt], ([response]) => make(deliver(redirection, { response })), failed)
}

/** The parameters of an error response. */
export const errorParameters = (
  service: ServiceRecord,
  { state }: Redirection,
  { code, description, error }: {
    readonly error: string
    readonly code: ResultCode
    readonly description?: string | undefined
  }
): ResponseParameters => ({
  error,
  error_description: service.errorDescriptionOmitted ? undefined : description ?? result(code).resultMessage,
  error_uri: service.errorUriOmitted ? undefined : errorUri(code),
  state
})
