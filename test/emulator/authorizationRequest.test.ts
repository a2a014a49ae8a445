import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import { Authorization } from "effect-authlete"
import type { Form } from "./flows.js"
import { ask, callback, json, parametersIn, request, spa, spaCallback, test, textOf, web } from "./flows.js"

const challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

describe("an authorization request that is in order", () => {
  test("gets a ticket, and says which client asks for which scopes", () =>
    Effect.gen(function*() {
      const response = yield* ask({ scope: "profile openid unknown" })
      expect(response).toMatchObject({
        action: "INTERACTION",
        resultCode: "A004001",
        client: { clientId: web, clientName: "Web", clientIdAlias: "web" },
        clientIdAliasUsed: false,
        display: "PAGE",
        lowestPrompt: "LOGIN",
        maxAge: 0,
        scopes: [{ name: "openid" }, { name: "profile" }]
      })
      expect(response).not.toHaveProperty("prompts")
      expect(JSON.stringify(response)).not.toContain("a-secret-of")
    }))

  test("tells what it asks of the login page", () =>
    Effect.gen(function*() {
      const response = yield* ask({
        client_id: "web",
        prompt: "login consent",
        max_age: "60",
        ui_locales: "de en",
        claims_locales: "fr",
        login_hint: "john@example.com",
        acr_values: "gold silver lead",
        display: "popup",
        purpose: "to pay"
      })
      expect(response).toMatchObject({
        action: "INTERACTION",
        clientIdAliasUsed: true,
        prompts: ["LOGIN", "CONSENT"],
        lowestPrompt: "LOGIN",
        maxAge: 60,
        uiLocales: ["de", "en"],
        claimsLocales: ["fr"],
        loginHint: "john@example.com",
        acrs: ["gold", "silver"],
        acrEssential: false,
        display: "POPUP",
        purpose: "to pay"
      })
    }), { service: { supportedAcrs: ["gold", "silver"], supportedDisplays: ["PAGE", "POPUP"] } })

  test("tells which claims it asks for", () =>
    Effect.gen(function*() {
      const claims = JSON.stringify({
        userinfo: { email: null },
        id_token: {
          phone_number: { essential: true },
          acr: { essential: true, values: ["gold"] },
          sub: { value: "john" }
        }
      })
      expect(yield* ask({ scope: "openid email", claims })).toMatchObject({
        acrs: ["gold"],
        acrEssential: true,
        subject: "john",
        claims: ["email", "email_verified", "phone_number"],
        claimsAtUserInfo: ["email", "email_verified"],
        userInfoClaims: "{\"email\":null}"
      })
    }), { service: { supportedAcrs: ["gold"] } })

  test("leaves the claims of scopes to the userinfo response, if the service is set to", () =>
    Effect.gen(function*() {
      const response = yield* ask({ scope: "openid email" })
      expect(response).toMatchObject({ claimsAtUserInfo: ["email", "email_verified"] })
      expect(response).not.toHaveProperty("claims")
    }), { service: { claimShortcutRestrictive: true } })

  test("with prompt=none asks for no interaction", () =>
    Effect.gen(function*() {
      expect(yield* ask({ prompt: "none" })).toMatchObject({ action: "NO_INTERACTION", prompts: ["NONE"] })
    }))

  test("may leave out the redirect URI, if the client has one and it is no OpenID Connect request", () =>
    Effect.gen(function*() {
      expect(yield* ask({ redirect_uri: undefined, scope: "history.read" })).toMatchObject({ action: "INTERACTION" })
    }))

  test("may have any port on the same machine, if the service allows it", () =>
    Effect.gen(function*() {
      const response = yield* ask({ redirect_uri: "http://127.0.0.1:50123/cb" })
      expect(response.action).toBe("INTERACTION")
    }), { service: { loopbackRedirectionUriVariable: true }, client: { redirectUris: ["http://127.0.0.1/cb"] } })

  test("asks for the default scopes of the service if it names none", () =>
    Effect.gen(function*() {
      expect(yield* ask({ scope: undefined })).toMatchObject({ scopes: [{ name: "b" }] })
    }), { service: { scopes: [{ name: "a" }, { name: "b", defaultEntry: true }] } })

  test("tells its resources", () =>
    Effect.gen(function*() {
      const parameters = `${request()}&resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example`
      expect(yield* Authorization.process({ parameters })).toMatchObject({
        resources: ["https://a.example", "https://b.example"]
      })
    }))

  test("tells its authorization details", () =>
    Effect.gen(function*() {
      const details = [{ type: "payment", datatypes: ["iban"], amount: { value: 5 } }]
      expect(yield* ask({ authorization_details: JSON.stringify(details) })).toMatchObject({
        authorizationDetails: {
          elements: [{ type: "payment", dataTypes: ["iban"], otherFields: "{\"amount\":{\"value\":5}}" }]
        }
      })
    }), {
    service: { supportedAuthorizationDetailsTypes: ["payment"] },
    client: { authorizationDetailsTypes: ["payment"] }
  })
})

interface Refusal {
  readonly form: Form
  readonly code: string
  readonly error?: string
  readonly service?: object
  readonly client?: object
}

const nameOf = ({ client, form, service }: Refusal) => JSON.stringify({ ...form, ...service, ...client })

describe("an authorization request is refused without a redirect", () => {
  const refusals: ReadonlyArray<Refusal> = [
    { form: { client_id: undefined }, code: "A010301" },
    { form: { client_id: "" }, code: "A010302" },
    { form: { client_id: "999" }, code: "A010304" },
    { form: {}, client: { locked: true }, code: "A010307", error: "unauthorized_client" },
    { form: { response_type: undefined }, code: "A009301" },
    { form: { response_type: "" }, code: "A009302" },
    { form: { response_type: "cookie" }, code: "A009304" },
    { form: { redirect_uri: undefined }, code: "A011303" },
    { form: { redirect_uri: "https://evil.example/" }, code: "A011304" },
    { form: { redirect_uri: `${callback}/` }, code: "A011304" },
    {
      form: { redirect_uri: "http://127.0.0.1:1/cb" },
      client: { redirectUris: ["http://127.0.0.1/cb"] },
      code: "A011304"
    },
    {
      form: { redirect_uri: "http://client.example/", response_type: "token" },
      client: { redirectUris: ["http://client.example/"], applicationType: "WEB" },
      code: "A011305"
    },
    {
      form: { redirect_uri: "https://localhost/", response_type: "token" },
      client: { redirectUris: ["https://localhost/"], applicationType: "WEB" },
      code: "A011306"
    },
    {
      form: { redirect_uri: "http://client.example/" },
      client: { redirectUris: ["http://client.example/"], applicationType: "NATIVE" },
      code: "A011308"
    },
    { form: {}, client: { redirectUris: [] }, code: "A011309" },
    {
      form: { redirect_uri: undefined, scope: "email" },
      client: { redirectUris: ["https://a.example/", "https://b.example/"] },
      code: "A011313"
    },
    { form: { redirect_uri: "https://a b" }, code: "A011314" },
    { form: { redirect_uri: "/callback" }, code: "A011315" },
    { form: { redirect_uri: `${callback}#here` }, code: "A011316" },
    { form: { request_uri: "urn:ietf:params:oauth:request_uri:x" }, code: "A008303", error: "invalid_request_uri" },
    { form: { request_uri: "urn:x", request: "x" }, code: "A008304" },
    { form: {}, client: { parRequired: true }, code: "A008305" },
    { form: {}, service: { parRequired: true }, code: "A008306" },
    { form: {}, client: { requestObjectRequired: true }, code: "A008309" },
    { form: {}, service: { requestObjectRequired: true }, code: "A008310" }
  ]
  for (const refusal of refusals) {
    const { client, code, error = "invalid_request", form, service } = refusal
    test(`with ${code}: ${nameOf(refusal)}`, () =>
      Effect.gen(function*() {
        const response = yield* ask(form)
        expect(response).toMatchObject({ action: "BAD_REQUEST", resultCode: code })
        expect(json(response as { readonly responseContent: string })["error"]).toBe(error)
      }), { client: client ?? {}, service: service ?? {} })
  }

  for (
    const [parameters, code] of [
      ["", "A004301"],
      ["client_id=%", "A004202"],
      [`${request()}&client_id=1001`, "A010303"],
      [`${request()}&response_type=code`, "A009303"],
      [`${request()}&redirect_uri=x`, "A999320"]
    ] as const
  ) {
    test(`with ${code}: ${parameters.slice(-30)}`, () =>
      Effect.gen(function*() {
        expect(yield* Authorization.process({ parameters })).toMatchObject({ action: "BAD_REQUEST", resultCode: code })
      }))
  }
})

describe("an authorization request is refused by a redirect", () => {
  const refusals: ReadonlyArray<Refusal> = [
    { form: { response_mode: "carrier" }, code: "A012303" },
    { form: { response_mode: "query", response_type: "id_token" }, code: "A012304" },
    { form: { response_mode: "jwt" }, client: { authorizationSignAlg: undefined }, code: "A012305" },
    { form: {}, service: { supportedResponseTypes: ["TOKEN"] }, code: "A009305", error: "unsupported_response_type" },
    { form: {}, client: { responseTypes: ["TOKEN"] }, code: "A009306", error: "unauthorized_client" },
    { form: { response_type: "id_token", nonce: undefined }, code: "A014303" },
    { form: { nonce: "" }, code: "A014304" },
    { form: { display: "billboard" }, code: "A015303" },
    { form: { display: "wap" }, code: "A015305" },
    { form: { prompt: "beg" }, code: "A016303" },
    { form: { prompt: "none login" }, code: "A016304" },
    { form: { max_age: "" }, code: "A017303" },
    { form: { max_age: "1.5" }, code: "A017304" },
    { form: { max_age: "-1" }, code: "A017305" },
    { form: { acr_values: "gold" }, code: "A021303" },
    {
      form: { claims: "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"lead\"}}}" },
      service: { supportedAcrs: ["gold"] },
      code: "A021304",
      error: "unmet_authentication_requirements"
    },
    { form: { claims: "{" }, code: "A022303" },
    { form: { claims: "[]" }, code: "A022303" },
    { form: { claims: "{\"userinfo\":1}" }, code: "A023301" },
    { form: { claims: "{\"id_token\":1}" }, code: "A023302" },
    { form: { purpose: "x" }, code: "A252303" },
    { form: { purpose: "x".repeat(301) }, code: "A252304" },
    { form: {}, service: { pkceRequired: true }, code: "A124301" },
    { form: {}, client: { pkceRequired: true }, code: "A124301" },
    { form: { code_challenge: "" }, code: "A124302" },
    { form: { code_challenge: "short" }, code: "A124304" },
    { form: { code_challenge: challenge, code_challenge_method: "S512" }, code: "A124306" },
    { form: { code_challenge: challenge }, service: { pkceS256Required: true }, code: "A124307" },
    {
      form: { code_challenge: challenge, code_challenge_method: "plain" },
      client: { pkceS256Required: true },
      code: "A124308"
    },
    { form: { scope: undefined }, service: { scopeRequired: true }, code: "A007305", error: "invalid_scope" },
    { form: { scope: "openid offline_access" }, code: "A004303", error: "consent_required" },
    { form: { scope: "email", response_type: "id_token" }, code: "A004302" },
    { form: { resource: "not a uri" }, code: "A251306", error: "invalid_target" },
    { form: { resource: "relative" }, code: "A251307", error: "invalid_target" },
    { form: { resource: "https://a.example/#f" }, code: "A251308", error: "invalid_target" },
    { form: { authorization_details: "{" }, code: "A249304", error: "invalid_authorization_details" },
    { form: { authorization_details: "{}" }, code: "A249305", error: "invalid_authorization_details" },
    { form: { authorization_details: "[1]" }, code: "A249306", error: "invalid_authorization_details" },
    { form: { authorization_details: "[{}]" }, code: "A249301", error: "invalid_authorization_details" },
    { form: { authorization_details: "[{\"type\":\"p\"}]" }, code: "A249302", error: "invalid_authorization_details" },
    {
      form: { authorization_details: "[{\"type\":\"p\"}]" },
      service: { supportedAuthorizationDetailsTypes: ["p"] },
      code: "A249303",
      error: "invalid_authorization_details"
    },
    { form: { grant_management_action: "burn" }, code: "A999323" },
    { form: { grant_id: "x" }, code: "A999323" },
    { form: {}, service: { grantManagementActionRequired: true }, code: "A999323" },
    { form: { grant_management_action: "create", grant_id: "x" }, code: "A999324" },
    { form: { grant_management_action: "replace" }, code: "A999325" },
    { form: { grant_management_action: "merge", grant_id: "x" }, code: "A999326", error: "invalid_grant_id" },
    { form: { id_token_hint: "x" }, code: "A999329" }
  ]
  for (const refusal of refusals) {
    const { client, code, error = "invalid_request", form, service } = refusal
    test(`with ${code}: ${nameOf(refusal).slice(0, 90)}`, () =>
      Effect.gen(function*() {
        const response = yield* ask(form)
        expect(response).toMatchObject({ action: "LOCATION", resultCode: code })
        const location = textOf(response.action === "LOCATION" ? response.responseContent : undefined)
        expect(location.startsWith(callback)).toBe(true)
        expect(parametersIn(location)).toMatchObject({
          error,
          error_description: response.resultMessage,
          error_uri: `https://docs.authlete.com/#${code}`,
          state: "some-state",
          iss: "https://issuer.example.com"
        })
      }), { client: client ?? {}, service: service ?? {} })
  }

  for (
    const [name, code] of [
      ["response_mode", "A012302"],
      ["state", "A013302"],
      ["nonce", "A014302"],
      ["display", "A015302"],
      ["prompt", "A016302"],
      ["max_age", "A017302"],
      ["ui_locales", "A018302"],
      ["claims_locales", "A020302"],
      ["acr_values", "A021302"],
      ["claims", "A022302"],
      ["login_hint", "A069302"],
      ["code_challenge", "A124303"],
      ["code_challenge_method", "A124305"],
      ["scope", "A007302"],
      ["purpose", "A252302"],
      ["authorization_details", "A999321"],
      ["grant_management_action", "A999322"]
    ] as const
  ) {
    test(`with ${code} if ${name} is given twice`, () =>
      Effect.gen(function*() {
        const response = yield* Authorization.process({
          parameters: `${request({ nonce: undefined, state: undefined, scope: undefined })}&${name}=a&${name}=b`
        })
        expect(response).toMatchObject({ action: "LOCATION", resultCode: code })
      }))
  }

  test("in a fragment, if tokens were to go there", () =>
    Effect.gen(function*() {
      const response = yield* ask({ response_type: "token", prompt: "beg" })
      expect(textOf(response.action === "LOCATION" ? response.responseContent : "")).toContain(`${callback}#error=`)
    }))

  test("in a page, if the request asks for that", () =>
    Effect.gen(function*() {
      const response = yield* ask({ response_mode: "form_post", prompt: "beg" })
      expect(response).toMatchObject({ action: "FORM", resultCode: "A016303" })
    }))

  test("of a public client that would manage grants with A999327", () =>
    Effect.gen(function*() {
      const response = yield* ask({
        client_id: String(spa),
        redirect_uri: spaCallback,
        grant_management_action: "create"
      })
      expect(response).toMatchObject({ action: "LOCATION", resultCode: "A999327" })
    }))

  test("without the texts that the service leaves out", () =>
    Effect.gen(function*() {
      const response = yield* ask({ prompt: "beg" })
      expect(parametersIn(textOf(response.action === "LOCATION" ? response.responseContent : ""))).toEqual({
        error: "invalid_request",
        state: "some-state"
      })
    }), { service: { errorDescriptionOmitted: true, errorUriOmitted: true, issSuppressed: true } })
})
