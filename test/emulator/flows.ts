/**
 * Authorization flows through the library's own functions, against the emulator.
 */
import { it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Authorization, Services, Tokens } from "effect-authlete"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import * as jose from "jose"

export const web = 1001
export const webSecret = "a-secret-of-the-web-client-that-is-long-enough"
export const callback = "https://client.example/callback"
export const spa = 1002
export const spaCallback = "https://spa.example/callback"
export const issuer = "https://issuer.example.com"

const responseTypes = [
  "NONE",
  "CODE",
  "TOKEN",
  "ID_TOKEN",
  "CODE_TOKEN",
  "CODE_ID_TOKEN",
  "ID_TOKEN_TOKEN",
  "CODE_ID_TOKEN_TOKEN"
] as const

/** A confidential client that may do everything, and a public one. */
export const options = (
  { client = {}, service = {} }: {
    readonly service?: AuthleteEmulator.ServiceSettings
    readonly client?: object
  } = {}
): AuthleteEmulator.Options => ({
  seed: {
    service: { supportedResponseTypes: responseTypes, ...service },
    clients: [
      {
        clientId: web,
        alias: "web",
        name: "Web",
        secret: webSecret,
        redirectUris: [callback],
        responseTypes,
        authorizationSignAlg: "ES256",
        ...client
      },
      { clientId: spa, type: "PUBLIC", redirectUris: [spaCallback] }
    ]
  }
})

type Environment = AuthleteClient.AuthleteClient | AuthleteEmulator.AuthleteEmulator

/** A test with an emulator of its own. */
export const test = (
  name: string,
  effect: () => Effect.Effect<unknown, unknown, Environment>,
  settings: Parameters<typeof options>[0] = {}
) => it.effect(name, () => Effect.provide(effect(), AuthleteEmulator.layerClient(options(settings))))

export type Form = Readonly<Record<string, string | undefined>>

export const query = (form: Form): string =>
  new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) => value === undefined ? [] : [[name, value]])
  ).toString()

const usual: Form = {
  client_id: String(web),
  response_type: "code",
  redirect_uri: callback,
  scope: "openid profile",
  state: "some-state",
  nonce: "some-nonce"
}

/** What a browser brings to the authorization endpoint. */
export const request = (form: Form = {}): string => query({ ...usual, ...form })

export const ask = (form: Form = {}) => Authorization.process({ parameters: request(form) })

/** The ticket of a request that is in order. */
export const ticket = (form: Form = {}) =>
  Effect.flatMap(ask(form), (response) =>
    response.action === "INTERACTION" || response.action === "NO_INTERACTION"
      ? Effect.succeed(Redacted.value(response.ticket))
      : Effect.dieMessage(`${response.action} ${response.resultMessage}`))

export type Decision = Partial<Authorization.AuthorizationIssueRequest>

export const agree = (form: Form = {}, decision: Decision = {}) =>
  Effect.flatMap(ticket(form), (value) => Authorization.issue({ ticket: value, subject: "john", ...decision }))

export const textOf = (content: Redacted.Redacted<string> | string | undefined): string =>
  content === undefined ? "" : Redacted.isRedacted(content) ? Redacted.value(content) : content

/** The parameters in a redirect. */
export const parametersIn = (location: string): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(location.slice(location.search(/[?#]/) + 1)))

/** What the client application gets by the redirect. */
export const granted = (form: Form = {}, decision: Decision = {}) =>
  Effect.map(agree(form, decision), ({ responseContent }) => parametersIn(textOf(responseContent)))

export const code = (form: Form = {}, decision: Decision = {}) =>
  Effect.map(granted(form, decision), ({ code: value = "" }) => value)

export const credentials = { clientId: String(web), clientSecret: webSecret }

/** A token request of the confidential client. */
export const exchange = (
  form: Form,
  fields: Partial<Tokens.TokenProcessRequest> = {}
): Effect.Effect<Tokens.TokenProcessResponse, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient> =>
  Tokens.process({
    parameters: query({ grant_type: "authorization_code", redirect_uri: callback, ...form }),
    ...credentials,
    ...fields
  })

/** The content of a response, which is JSON. */
export const json = (
  { responseContent }: { readonly responseContent?: Redacted.Redacted<string> | string }
): Readonly<Record<string, unknown>> => JSON.parse(textOf(responseContent)) as Readonly<Record<string, unknown>>

/** Goes through the code flow, and gives the token response. */
export const tokens = (form: Form = {}, decision: Decision = {}, more: Form = {}) =>
  Effect.map(Effect.flatMap(code(form, decision), (value) => exchange({ code: value, ...more })), json)

/** The claims and the header of a JWT that the service has signed. */
export const verified = (jwt: unknown, settings: jose.JWTVerifyOptions = {}) =>
  Effect.flatMap(
    Services.jwks(),
    (jwks) =>
      Effect.promise(() =>
        jose.jwtVerify(String(jwt), jose.createLocalJWKSet(jwks as unknown as jose.JSONWebKeySet), {
          currentDate: new Date(0),
          ...settings
        })
      )
  )

export const idToken = (form: Form = {}, decision: Decision = {}) =>
  Effect.flatMap(tokens(form, decision), ({ id_token: jwt }) => verified(jwt))
