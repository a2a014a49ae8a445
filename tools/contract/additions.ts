/**
 * What Authlete has and its OpenAPI file has not: operations that only its Java library or its other documents know. And
 * what the file has more than once: the other spellings of operations that this library has.
 */
import type { Fields, Json } from "./file.js"

/** An operation that the file lacks, described as the file describes the others. */
export interface Addition {
  readonly why: string
  readonly operation: string
  /** The method and the path. */
  readonly place: string
  readonly success: ReadonlyArray<number>
  /** An object that holds the parameters; one without properties is any object. */
  readonly query?: Fields
  readonly request?: Json
  readonly response: Json
}

/** An operation of the file that this library has under another method or path. */
export interface Spelling {
  readonly place: string
  /** The operation of this library that does the same. */
  readonly operation: string
  readonly why: string
}

const text = { type: "string" }
const flag = { type: "boolean" }
const millis = { type: "integer", format: "int64" }
const ref = (name: string) => ({ $ref: `#/schemas/${name}` })
const object = (properties: Fields, required: ReadonlyArray<string> = []): Fields => ({
  type: "object",
  ...(required.length > 0 && { required }),
  properties
})
const result = { resultCode: { type: ["string", "number"] }, resultMessage: text }
const action = (...actions: ReadonlyArray<string>) => ({ action: { type: "string", enum: actions } })

/** As the file has it for the other documents of credential issuers. */
const documentRequest = object({ pretty: flag }, ["pretty"])

export const additions: ReadonlyArray<Addition> = [
  {
    why: "Authlete's Java library has it since 4.27, for Authlete 3.0.22.",
    operation: "verifiableCredentials.nonce",
    place: "POST /api/{serviceId}/vci/nonce",
    success: [200],
    request: documentRequest,
    response: object({
      ...result,
      ...action("OK", "NOT_FOUND", "INTERNAL_SERVER_ERROR"),
      responseContent: text,
      cnonce: text
    })
  },
  {
    why: "Authlete's Java library has it since 4.39, for Authlete 3.0.28.",
    operation: "clientAttestation.challenge",
    place: "POST /api/{serviceId}/attestation/challenge",
    success: [200],
    request: documentRequest,
    response: object({
      ...result,
      ...action("OK", "INTERNAL_SERVER_ERROR"),
      responseContent: text,
      attestationChallenge: text
    })
  },
  {
    why: "Authlete's Java library has it since 4.44, for Authlete 3.0.32.",
    operation: "backchannelLogout.token",
    place: "POST /api/{serviceId}/backchannel/logout/token",
    success: [200],
    request: object({ clientIdentifier: text, subject: text, sessionId: text }, ["clientIdentifier"]),
    response: object({
      ...result,
      ...action("OK", "SERVER_ERROR", "CALLER_ERROR"),
      logoutToken: text,
      backchannelLogoutUri: text
    })
  },
  {
    why: "Authlete's Java library has it since 3.96, and the next version of the file.",
    operation: "tokens.createBatch",
    place: "POST /api/{serviceId}/auth/token/create/batch",
    success: [200],
    query: object({ dryRun: flag }),
    request: { type: "array", items: ref("token_create_request") },
    response: object({ ...result, requestId: text, notificationToken: text })
  },
  {
    why: "Authlete's Java library has it since 3.96, and the next version of the file.",
    operation: "tokens.batchStatus",
    place: "GET /api/{serviceId}/auth/token/create/batch/status/{tokenBatchRequestId}",
    success: [200],
    response: object({
      ...result,
      status: object({
        batchKind: { type: "string", enum: ["CREATE"] },
        requestId: text,
        result: { type: "string", enum: ["SUCCEEDED", "FAILED"] },
        tokenCount: { type: "integer" },
        errorCode: text,
        errorDescription: text,
        createdAt: millis,
        modifiedAt: millis
      })
    })
  },
  {
    why:
      "Authlete's Java library has it, and the next version of the file. On the shared clusters services are made at the " +
      "identity provider instead.",
    operation: "services.create",
    place: "POST /api/service/create",
    success: [200, 201],
    request: ref("service"),
    response: ref("service")
  },
  {
    why: "Authlete's Java library has it, and the next version of the file.",
    operation: "lifecycle.echo",
    place: "GET /api/misc/echo",
    success: [200],
    // Whatever is asked comes back.
    query: { type: "object" },
    response: { type: "object" }
  }
]

/** The name of the field of our flat request that is the list which the body is. */
export const listFields: Readonly<Record<string, string>> = { "tokens.createBatch": "tokens" }

const subjectInUrl =
  "The same with the subject in the URL, where access logs keep it and many servers refuse a subject with a slash."

export const spellings: ReadonlyArray<Spelling> = [
  {
    place: "GET /api/{serviceId}/client/authorization/get/list",
    operation: "clients.listAuthorized",
    why: subjectInUrl
  },
  {
    place: "GET /api/{serviceId}/client/authorization/get/list/{subject}",
    operation: "clients.listAuthorized",
    why: subjectInUrl
  },
  {
    place: "DELETE /api/{serviceId}/client/authorization/delete/{clientId}",
    operation: "clients.deleteAuthorization",
    why: subjectInUrl
  },
  {
    place: "DELETE /api/{serviceId}/client/authorization/delete/{clientId}/{subject}",
    operation: "clients.deleteAuthorization",
    why: subjectInUrl
  },
  {
    place: "GET /api/{serviceId}/client/granted_scopes/get/{clientId}",
    operation: "clients.grantedScopes",
    why: subjectInUrl
  },
  {
    place: "GET /api/{serviceId}/client/granted_scopes/get/{clientId}/{subject}",
    operation: "clients.grantedScopes",
    why: subjectInUrl
  },
  {
    place: "DELETE /api/{serviceId}/client/granted_scopes/delete/{clientId}/{subject}",
    operation: "clients.deleteGrantedScopes",
    why: "The same with the subject in the path, which many servers refuse if it holds a slash."
  },
  {
    place: "PUT /api/{serviceId}/client/extension/requestable_scopes/update/{clientId}",
    operation: "clients.updateRequestableScopes",
    why: "The same by another method; Authlete's Java library posts."
  }
]
