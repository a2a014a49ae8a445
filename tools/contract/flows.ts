/**
 * Whole authorizations, from the request to the tokens: by a browser, on another device, and over the backchannel. All of it
 * is expected to work.
 */
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import * as Authorization from "effect-authlete/Authorization"
import * as Ciba from "effect-authlete/Ciba"
import * as DeviceFlow from "effect-authlete/DeviceFlow"
import * as PushedAuthorization from "effect-authlete/PushedAuthorization"
import * as Services from "effect-authlete/Services"
import * as Tokens from "effect-authlete/Tokens"
import * as UserInfo from "effect-authlete/UserInfo"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

const clientId = 700
const callback = "https://client.example/callback"
const credentials = { clientId: String(clientId), clientSecret: "a-secret-of-the-client-of-the-flows" }

const seed: AuthleteEmulator.SeedInput = {
  service: {
    supportedResponseTypes: ["CODE", "TOKEN", "CODE_ID_TOKEN"],
    supportedAcrs: ["gold"],
    supportedAuthorizationDetailsTypes: ["payment"],
    idTokenReissuable: true,
    deviceVerificationUri: "https://as.example/device",
    deviceVerificationUriComplete: "https://as.example/device?user_code=USER_CODE",
    deviceFlowCodeDuration: 600,
    supportedBackchannelTokenDeliveryModes: ["PUSH"]
  },
  clients: [{
    clientId,
    secret: credentials.clientSecret,
    name: "Flows",
    redirectUris: [callback],
    responseTypes: ["CODE", "TOKEN", "CODE_ID_TOKEN"],
    authorizationDetailsTypes: ["payment"],
    authorizationSignAlg: "ES256",
    bcDeliveryMode: "PUSH",
    bcNotificationEndpoint: "https://client.example/notify"
  }]
}

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString()

const request = (fields: Readonly<Record<string, string>> = {}) =>
  form({
    client_id: String(clientId),
    response_type: "code",
    redirect_uri: callback,
    scope: "openid email",
    state: "s",
    nonce: "n",
    acr_values: "gold",
    resource: "https://api.example",
    claims: "{\"userinfo\":{\"phone_number\":null},\"id_token\":{\"name\":null}}",
    authorization_details: "[{\"type\":\"payment\",\"amount\":1}]",
    ...fields
  })

const text = (content: Redacted.Redacted<string> | undefined): string =>
  content === undefined ? "" : Redacted.value(content)

const issued = (parameters: string) =>
  Effect.gen(function*() {
    const begun = yield* Authorization.process({ parameters, context: "context" })
    if (begun.action !== "INTERACTION") return yield* Effect.dieMessage(`${begun.action}: ${begun.resultMessage}`)
    const ticket = Redacted.value(begun.ticket)
    yield* Authorization.ticketInfo({ ticket })
    yield* Authorization.updateTicket({ ticket, info: { context: "other" } })
    return yield* Authorization.issue({
      ticket,
      subject: "john",
      authTime: 1_640_000_000,
      acr: "gold",
      claims: "{\"name\":\"John\",\"email\":\"john@example.com\"}",
      consentedClaims: ["name", "email"],
      properties: [{ key: "p", value: "v" }]
    })
  })

const tokensFor = (parameters: string) =>
  Effect.gen(function*() {
    const response = yield* issued(parameters)
    const code = response.action === "LOCATION" || response.action === "FORM" ? text(response.authorizationCode) : ""
    return yield* Tokens.process({
      parameters: form({ grant_type: "authorization_code", code, redirect_uri: callback }),
      ...credentials
    })
  })

const browser = Effect.gen(function*() {
  for (const mode of ["query", "form_post", "jwt"]) yield* issued(request({ response_mode: mode }))
  for (const type of ["token", "code id_token"]) yield* issued(request({ response_type: type }))
  for (const reason of ["DENIED", "NOT_LOGGED_IN"] as const) {
    const begun = yield* Authorization.process({ parameters: request({ prompt: "none" }) })
    if (begun.action === "NO_INTERACTION") yield* Authorization.fail({ ticket: begun.ticket, reason })
  }
  yield* Authorization.process({ parameters: request({ prompt: "unknown" }) })

  const response = yield* tokensFor(request({ grant_management_action: "create" }))
  if (response.action !== "OK") return yield* Effect.dieMessage(String(response.resultMessage))
  const token = Redacted.value(response.accessToken)
  yield* UserInfo.process({ token })
  yield* UserInfo.issue({ token, claims: "{\"email\":\"john@example.com\"}" })
  const refreshed = yield* Tokens.process({
    parameters: form({ grant_type: "refresh_token", refresh_token: text(response.refreshToken) }),
    ...credentials
  })
  if (refreshed.action === "ID_TOKEN_REISSUABLE") {
    yield* Tokens.reissueIdToken({
      accessToken: text(refreshed.accessToken),
      refreshToken: text(refreshed.refreshToken)
    })
  }
})

const pushed = Effect.gen(function*() {
  const kept = yield* PushedAuthorization.create({ parameters: request(), ...credentials })
  if (kept.action !== "CREATED") return yield* Effect.dieMessage(String(kept.resultMessage))
  yield* tokensFor(form({ client_id: String(clientId), request_uri: kept.requestUri ?? "" }))
})

const device = Effect.gen(function*() {
  const begun = yield* DeviceFlow.authorize({ parameters: form({ scope: "openid email" }), ...credentials })
  if (begun.action !== "OK") return yield* Effect.dieMessage(String(begun.resultMessage))
  const userCode = text(begun.userCode)
  yield* DeviceFlow.verify({ userCode })
  yield* DeviceFlow.complete({ userCode, result: "AUTHORIZED", subject: "john" })
  yield* Tokens.process({
    parameters: form({
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: text(begun.deviceCode)
    }),
    ...credentials
  })
})

const backchannel = Effect.gen(function*() {
  const parameters = form({ scope: "openid email", login_hint: "john", client_notification_token: "token" })
  for (const result of ["AUTHORIZED", "ACCESS_DENIED"] as const) {
    const begun = yield* Ciba.process({ parameters, ...credentials })
    if (begun.action !== "USER_IDENTIFICATION") return yield* Effect.dieMessage(String(begun.resultMessage))
    const ticket = Redacted.value(begun.ticket)
    yield* Ciba.issue({ ticket })
    yield* Ciba.complete(
      result === "AUTHORIZED" ? { ticket, result, subject: "john" } : { ticket, result, errorDescription: "No." }
    )
  }
})

/** Leaves the service as it was. */
export const flows = Effect.gen(function*() {
  const emulator = yield* AuthleteEmulator.AuthleteEmulator
  yield* emulator.seed(seed)
  yield* browser
  yield* pushed
  yield* device
  yield* backchannel
  yield* Services.configuration()
  yield* emulator.reset
})
