import { describe, expect } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { AuthleteEmulator } from "effect-authlete/AuthleteEmulator"
import { dynamicRegistrationDelete } from "../../src/internal/operations/dynamicRegistration/delete.js"
import { dynamicRegistrationGet } from "../../src/internal/operations/dynamicRegistration/get.js"
import { dynamicRegistrationRegister } from "../../src/internal/operations/dynamicRegistration/register.js"
import { dynamicRegistrationUpdate } from "../../src/internal/operations/dynamicRegistration/update.js"
import { grantManagementProcess } from "../../src/internal/operations/grantManagement/process.js"
import { introspectionProcess } from "../../src/internal/operations/introspection/process.js"
import { introspectionStandardProcess } from "../../src/internal/operations/introspection/standardProcess.js"
import { revocationProcess } from "../../src/internal/operations/revocation/process.js"
import { tokensCreate } from "../../src/internal/operations/tokens/create.js"
import { tokensFail } from "../../src/internal/operations/tokens/fail.js"
import { tokensIssue } from "../../src/internal/operations/tokens/issue.js"
import { tokensList } from "../../src/internal/operations/tokens/list.js"
import { tokensProcess } from "../../src/internal/operations/tokens/process.js"
import { tokensRevoke } from "../../src/internal/operations/tokens/revoke.js"
import { tokensUpdate } from "../../src/internal/operations/tokens/update.js"
import type { Environment, JsonResponse } from "./support.js"
import { content, create, inProcess, introspect, list, password, post, revocation, ticket, token } from "./support.js"

const everything = {
  accessToken: "access",
  refreshToken: "refresh",
  properties: [{ key: "tenant", value: "7", hidden: true }],
  authorizationDetails: { elements: [{ type: "payment", otherFields: "{\"amount\":1}" }] },
  resources: ["https://api.example.com"],
  acr: "loa2",
  authTime: 1_640_000_000,
  forExternalAttachment: true
}

const accepts = <A, I>(schema: Schema.Schema<A, I>, response: JsonResponse) =>
  Effect.map(Schema.decodeUnknown(schema, { onExcessProperty: "error" })(response.body), (decoded) => {
    expect(decoded).toBeDefined()
  })

describe("responses fit the schemas that the client reads them with", () => {
  const check = (name: string, effect: Effect.Effect<void, unknown, Environment>) => inProcess.test(name, () => effect)

  check("tokens.create", Effect.flatMap(create(everything), (response) => accepts(tokensCreate.response, response)))

  check(
    "tokens.update",
    create(everything).pipe(
      Effect.zipRight(post("/auth/token/update", { accessToken: "access", tokenId: "id", scopes: ["timeline.read"] })),
      Effect.flatMap((response) => accepts(tokensUpdate.response, response))
    )
  )

  check(
    "tokens.list",
    create(everything).pipe(
      Effect.zipRight(list({ clientIdentifier: "demo", subject: "john" })),
      Effect.flatMap((response) => accepts(tokensList.response, response))
    )
  )

  check(
    "tokens.revoke",
    Effect.flatMap(
      post("/auth/token/revoke", { subject: "john" }),
      (response) => accepts(tokensRevoke.response, response)
    )
  )

  check(
    "tokens.issue",
    Effect.flatMap(ticket, (issued) => post("/auth/token/issue", { ...everything, ticket: issued, subject: "john" }))
      .pipe(
        Effect.flatMap((response) => accepts(tokensIssue.response, response))
      )
  )

  check(
    "tokens.fail",
    Effect.flatMap(ticket, (issued) => post("/auth/token/fail", { ticket: issued, reason: "UNKNOWN" })).pipe(
      Effect.flatMap((response) => accepts(tokensFail.response, response))
    )
  )

  check(
    "tokens.process with PASSWORD",
    Effect.flatMap(password, (response) => accepts(tokensProcess.response, response))
  )

  for (
    const form of [{ grant_type: "client_credentials" }, { grant_type: "refresh_token", refresh_token: "refresh" }]
  ) {
    check(
      `tokens.process with ${form.grant_type}`,
      create(everything).pipe(
        Effect.zipRight(token(form)),
        Effect.flatMap((response) => accepts(tokensProcess.response, response))
      )
    )
  }

  check(
    "tokens.process with an error",
    Effect.flatMap(token({}, { clientSecret: "wrong" }), (response) => accepts(tokensProcess.response, response))
  )

  check(
    "revocation.process",
    Effect.flatMap(revocation({ token: "unknown" }), (response) => accepts(revocationProcess.response, response))
  )

  for (const fields of [{}, { scopes: ["email"] }, { subject: "jane" }]) {
    check(
      `introspection.process with ${JSON.stringify(fields)}`,
      create(everything).pipe(
        Effect.zipRight(introspect("access", fields)),
        Effect.flatMap((response) => accepts(introspectionProcess.response, response))
      )
    )
  }

  check(
    "tokens.create with a JWT",
    Effect.flatMap(AuthleteEmulator, ({ seed }) => seed({ service: { accessTokenSignAlg: "ES256" } })).pipe(
      Effect.zipRight(create(everything)),
      Effect.flatMap((response) => accepts(tokensCreate.response, response))
    )
  )

  const registering = Effect.flatMap(
    AuthleteEmulator,
    ({ seed }) => seed({ service: { dynamicRegistrationSupported: true } })
  ).pipe(Effect.zipRight(post("/client/registration", { json: "{\"redirect_uris\":[\"https://app.example.com\"]}" })))

  check(
    "dynamicRegistration.register",
    Effect.flatMap(registering, (response) => accepts(dynamicRegistrationRegister.response, response))
  )

  for (const operation of [dynamicRegistrationGet, dynamicRegistrationUpdate, dynamicRegistrationDelete]) {
    check(
      operation.name,
      registering.pipe(
        Effect.flatMap((response) => {
          const { client_id: clientId, registration_access_token: token } = content(response)
          const json = JSON.stringify({ client_id: clientId, redirect_uris: ["https://app.example.com"] })
          return post(operation.path, { clientId, token, json })
        }),
        Effect.flatMap((response) => accepts(operation.response as Schema.Schema<unknown, unknown>, response))
      )
    )
  }

  check(
    "grantManagement.process with an error",
    Effect.flatMap(
      post("/gm", { accessToken: "unknown", gmAction: "QUERY", grantId: "unknown" }),
      (response) => accepts(grantManagementProcess.response, response)
    )
  )

  check(
    "introspection.standardProcess",
    Effect.flatMap(
      post("/auth/introspection/standard", { parameters: "token=unknown" }),
      (response) => accepts(introspectionStandardProcess.response, response)
    )
  )
})
