/**
 * What Authlete's OpenAPI file has wrong or leaves out, by the word of Authlete's Java library, its guides and the file's
 * own examples; and what of the file's examples is no example of its operation.
 */
import type { Fields, Json } from "./file.js"

/** A correction of one component of the file, or of all whose names end alike if the name begins with a star. */
export interface Correction {
  readonly why: string
  readonly schema: string
  /** Replaces a field, or adds it. A correction of many schemas does not add. */
  readonly set?: Readonly<Record<string, Json>>
  /** What a field's enum, or under the name `""` the schema's own, has besides. */
  readonly values?: Readonly<Record<string, ReadonlyArray<string>>>
  /** The fields that a request cannot do without, in place of the file's. */
  readonly required?: ReadonlyArray<string>
}

/** A correction of what the file says about one operation. */
export interface OperationCorrection {
  readonly why: string
  readonly operation: string
  readonly success?: ReadonlyArray<number>
  /** Fields of the query; `null` takes one away. */
  readonly query?: Readonly<Record<string, Json>>
  readonly request?: Json
  readonly response?: Json
  /** Takes the example away. */
  readonly example?: ReadonlyArray<"request" | "response">
}

const text = { type: "string" }
const flag = { type: "boolean" }
const integer = { type: "integer" }
const texts = { type: "array", items: text }
const ref = (name: string) => ({ $ref: `#/schemas/${name}` })
const listOf = (items: Json) => ({ type: "array", items })

const inJava = "Authlete's Java library knows it."

const numericText: Json = { type: ["integer", "string"], format: "int64" }
const exampleHasText = "An example of the file has the client's id as text."

/** Fields with the same correction in several schemas. */
const each = (schemas: ReadonlyArray<string>, rest: Omit<Correction, "schema">): ReadonlyArray<Correction> =>
  schemas.map((schema) => ({ schema, ...rest }))

const ofClients: ReadonlyArray<Correction> = [
  {
    why: inJava,
    schema: "client",
    set: {
      spiffeId: text,
      spiffeBundleEndpoint: text,
      haipVersion: text,
      backchannelLogoutUri: text,
      backchannelLogoutSessionRequired: flag
    }
  },
  {
    why: "The file has any text; the Java library has the delivery modes.",
    schema: "client",
    set: { bcDeliveryMode: ref("delivery_mode") }
  },
  {
    why: "The file has int32 for some durations and int64 for others; what is too long is for Authlete to say.",
    schema: "client",
    set: { defaultMaxAge: integer }
  },
  {
    why: "The Java library filters by it, and gets it back.",
    schema: "client_get_list_response",
    set: { developer: text }
  }
]

const ofServices: ReadonlyArray<Correction> = [
  {
    why: inJava,
    schema: "service",
    set: {
      authorizationCodeDuration: integer,
      challengeEndpoint: text,
      attestationChallengeTimeWindow: integer,
      haipVersion: text,
      clientAttesterRoots: texts,
      clientAttesterRootsEnabled: flag,
      clientAttesterRootsOnly: flag,
      keyAttesterRoots: texts,
      keyAttesterRootsEnabled: flag,
      keyAttesterRootsOnly: flag,
      backchannelLogoutSupported: flag,
      backchannelLogoutSessionSupported: flag,
      supportedDeveloperSnses: listOf({ type: "string", enum: ["FACEBOOK"] }),
      developerSnsCredentials: listOf(ref("sns_credentials"))
    }
  },
  {
    why: "The file has it as read-only; the Java library sets it like its siblings.",
    schema: "service",
    set: { supportedAcrs: texts }
  },
  {
    why: "The keys of a service are made and deleted by operations of their own.",
    schema: "service",
    set: { hsks: { type: "array", items: ref("hsk"), readOnly: true } }
  },
  {
    why:
      "The file has int32 for some durations and counts, int64 or nothing for others; what is too much is for Authlete " +
      "to say.",
    schema: "service",
    set: {
      clientsPerDeveloper: integer,
      allowableClockSkew: integer,
      backchannelAuthReqIdDuration: integer,
      backchannelPollingInterval: integer,
      deviceFlowCodeDuration: integer,
      deviceFlowPollingInterval: integer,
      userCodeLength: integer,
      userPinLength: integer
    }
  },
  {
    why: inJava,
    schema: "credential_issuer_metadata",
    set: {
      notificationEndpoint: text,
      nonceEndpoint: text,
      credentialRequestEncryptionJwks: text,
      credentialRequestEncryptionEncValuesSupported: texts,
      credentialRequestEncryptionZipValuesSupported: texts,
      requireCredentialRequestEncryption: flag,
      credentialResponseEncryptionZipValuesSupported: texts,
      batchSize: integer,
      display: text
    }
  }
]

const ofAuthorization: ReadonlyArray<Correction> = [
  {
    why: "The file has a string; the API takes the object that its response gives.",
    schema: "authorization_ticket_update_request",
    set: { info: ref("authorization_ticket_info") }
  },
  {
    why: "Authlete's Java library knows three more reasons.",
    schema: "authorization_fail_request",
    values: { reason: ["INVALID_SCOPE", "UNAUTHORIZED_CLIENT", "TEMPORARILY_UNAVAILABLE"] }
  },
  {
    why: "The file has fewer fields of the client; the Java library has them all.",
    schema: "authorization_response",
    set: { client: ref("client") }
  },
  ...each(["authorization_response", "userinfo_response"], {
    why: "The file has lists of strings; the Java library has objects that hold such a list.",
    set: {
      requestedVerifiedClaimsForTx: listOf({
        anyOf: [texts, { type: "object", properties: { array: texts } }]
      })
    }
  }),
  {
    why: "The file demands `token`, which it does not have; the Java library demands these.",
    schema: "g_m_request",
    required: ["accessToken", "gmAction", "grantId"]
  },
  {
    why: "The other actions of grant management are for authorization requests.",
    schema: "g_m_request",
    set: { gmAction: { type: "string", enum: ["QUERY", "REVOKE"] } }
  },
  ...each([
    "authorization_issue_request",
    "backchannel_authentication_complete_request",
    "device_complete_request",
    "idtoken_reissue_request",
    "native_sso_request"
  ], {
    why: "The file's description names the two values.",
    set: { idTokenAudType: { type: "string", enum: ["array", "string"] } }
  }),
  ...each([
    "pushed_authorization_response",
    "backchannel_authentication_response",
    "device_authorization_response",
    "token_response",
    "revocation_response"
  ], { why: inJava, set: { attestationChallenge: text } })
]

const ofTokens: ReadonlyArray<Correction> = [
  {
    why: "The file has a string; Authlete's guide and Java library send an array.",
    schema: "token_request",
    set: { properties: listOf(ref("property")) }
  },
  {
    why: "Authlete's Java library knows three more reasons.",
    schema: "token_fail_request",
    values: { reason: ["INVALID_CLIENT", "UNAUTHORIZED_CLIENT", "INVALID_SCOPE"] }
  },
  {
    why: "Authlete's Java library selects the token by these too.",
    schema: "token_update_request",
    set: { refreshToken: text, refreshTokenHash: text }
  },
  {
    why: "The file has one element; the object of elements stands everywhere else.",
    schema: "token_info",
    set: { authorizationDetails: { anyOf: [ref("authorization_details_element"), ref("authz_details")] } }
  },
  ...each([
    "introspection_response",
    "token_issue_response",
    "token_response",
    "userinfo_response",
    "backchannel_authentication_response",
    "backchannel_authentication_complete_response",
    "device_authorization_response",
    "device_verification_response"
  ], { why: exampleHasText, set: { clientId: numericText } })
]

const ofDevices: ReadonlyArray<Correction> = [
  ...each(["backchannel_authentication_complete_request", "device_complete_request"], {
    why: "By the Java library the subject is needed for AUTHORIZED only.",
    required: []
  }).map((correction) => ({
    ...correction,
    required: [correction.schema.startsWith("device") ? "userCode" : "ticket", "result"]
  })),
  {
    why: "The file's description and the Java library say SERVER_ERROR.",
    schema: "device_verification_response",
    values: { action: ["SERVER_ERROR"] }
  }
]

const ofCredentials: ReadonlyArray<Correction> = [
  ...each(["vci_single_issue_response", "vci_batch_issue_response", "vci_deferred_issue_response"], {
    why: "Authlete's Java library has the actions of OID4VCI 1.0.",
    values: { action: ["OK_JWT", "ACCEPTED", "ACCEPTED_JWT", "BAD_REQUEST"] }
  }),
  ...each(["vci_single_issue_request", "vci_deferred_issue_request"], {
    why: inJava,
    set: { denied: flag, interval: integer }
  }),
  {
    why: inJava,
    schema: "credential_request_info",
    set: { credentialConfigurationId: text, credentialIdentifier: text }
  },
  {
    why: "Authlete's Java library demands it.",
    schema: "vci_offer_create_request",
    required: ["subject"]
  },
  ...each(["vci_single_parse_request", "vci_batch_parse_request", "vci_deferred_parse_request"], {
    why:
      "The file requires nothing. Without an access token the response is UNAUTHORIZED, and without a request there is " +
      "nothing to parse.",
    required: ["accessToken", "requestContent"]
  }),
  {
    why:
      "The file requires nothing. Without an access token the response is UNAUTHORIZED, without an order CALLER_ERROR.",
    schema: "vci_single_issue_request",
    required: ["accessToken", "order"]
  },
  {
    why:
      "The file requires nothing. Without an access token the response is UNAUTHORIZED, without orders CALLER_ERROR.",
    schema: "vci_batch_issue_request",
    required: ["accessToken", "orders"]
  },
  {
    why: "The file requires nothing. Without an order the response is CALLER_ERROR.",
    schema: "vci_deferred_issue_request",
    required: ["order"]
  },
  {
    why: "Authlete's Java library demands it: it says which request the order is for.",
    schema: "credential_issuance_order",
    required: ["requestIdentifier"]
  },
  {
    why: "The file requires nothing, but an offer can be looked up by its identifier only.",
    schema: "vci_offer_info_request",
    required: ["identifier"]
  },
  {
    why: "OpenID4VCI has these two values.",
    schema: "vci_offer_create_request",
    set: { txCodeInputMode: { type: "string", enum: ["numeric", "text"] } }
  }
]

const others: ReadonlyArray<Correction> = [
  {
    why: "The file has int32 for some durations and int64 for others; what is too long is for Authlete to say.",
    schema: "jose_verify_request",
    set: { clockSkew: integer }
  },
  {
    why: "The file's descriptions name the values.",
    schema: "hsk_create_request",
    set: { kty: { type: "string", enum: ["EC", "RSA"] }, use: { type: "string", enum: ["sig", "enc"] } }
  },
  { why: "Authlete's Java library knows one more.", schema: "client_auth_method", values: { "": ["SPIFFE_JWT"] } },
  {
    why: "Authlete's Java library knows two more.",
    schema: "fapi_mode",
    values: { "": ["FAPI2_MESSAGE_SIGNING_RESOURCE_REQ", "FAPI2_MESSAGE_SIGNING_RESOURCE_RES"] }
  },
  {
    why: "An example of the file has a number.",
    schema: "*_response",
    set: { resultCode: { type: ["string", "number"] } }
  }
]

export const corrections: ReadonlyArray<Correction> = [
  ...ofTokens,
  ...ofAuthorization,
  ...ofDevices,
  ...ofClients,
  ...ofServices,
  ...ofCredentials,
  ...others
]

const registrationsDiffer =
  "The file has one request and one response for four operations; its descriptions say what each of " +
  "them needs, and which actions it has."

/** How a client application names its own registration (RFC 7592). */
const registeredRequest = (others: Fields): Json => {
  const properties = { clientId: text, token: text, ...others }
  return { type: "object", required: Object.keys(properties), properties }
}

const registrationResponse = (success: string, others: Fields): Json => ({
  type: "object",
  properties: {
    resultCode: { type: ["string", "number"] },
    resultMessage: text,
    action: { type: "string", enum: [success, "BAD_REQUEST", "UNAUTHORIZED", "INTERNAL_SERVER_ERROR"] },
    responseContent: text,
    ...others
  }
})

export const operationCorrections: ReadonlyArray<OperationCorrection> = [
  {
    why: "Authlete's Java library always sends it.",
    operation: "tokens.list",
    query: { tokenStatus: { type: "string", enum: ["VALID", "INVALID", "ALL"] } }
  },
  {
    why:
      "The file has any object; the Java library names what the entity configuration is to describe. Authlete ignores " +
      "the other types of entities.",
    operation: "federation.configuration",
    request: {
      type: "object",
      properties: {
        entityTypes: listOf({ type: "string", enum: ["OPENID_PROVIDER", "OPENID_CREDENTIAL_ISSUER"] })
      }
    }
  },
  {
    why: "The file has 204 with a body, which no response can be; the Java library reads the body.",
    operation: "hardwareSecurityKeys.delete",
    success: [200, 204]
  },
  {
    why: "The file's example is a request for introspection.",
    operation: "grantManagement.process",
    example: ["request"]
  },
  {
    why: "The file's example is a response to an authorization request.",
    operation: "authorization.fail",
    example: ["response"]
  },
  {
    why: "The file's example has the logo of the client by the name that it has in RFC 7591.",
    operation: "authorization.process",
    example: ["response"]
  },
  {
    why: "The file's example sends fields of a client that Authlete sets itself.",
    operation: "clients.update",
    example: ["request"]
  },
  {
    why: "The file does not require what the operation sets.",
    operation: "clients.updateRequestableScopes",
    request: { type: "object", required: ["requestableScopes"], properties: { requestableScopes: texts } }
  },
  {
    why: "The file has the response of another operation; the Java library reads the code and the message alone.",
    operation: "clients.deleteAuthorization",
    response: { type: "object", properties: { resultCode: { type: ["string", "number"] }, resultMessage: text } }
  },
  {
    why: "With private keys the whole document is a secret: an operation of its own asks for them.",
    operation: "services.jwks",
    query: { includePrivateKeys: null }
  },
  {
    why: registrationsDiffer,
    operation: "dynamicRegistration.register",
    request: { type: "object", required: ["json"], properties: { json: text, token: text } },
    response: registrationResponse("CREATED", { client: ref("client") })
  },
  {
    why: registrationsDiffer,
    operation: "dynamicRegistration.get",
    request: registeredRequest({}),
    response: registrationResponse("OK", { client: ref("client") })
  },
  {
    why: registrationsDiffer,
    operation: "dynamicRegistration.update",
    request: registeredRequest({ json: text }),
    response: registrationResponse("UPDATED", { client: ref("client") })
  },
  {
    why: registrationsDiffer,
    operation: "dynamicRegistration.delete",
    request: registeredRequest({}),
    response: registrationResponse("DELETED", {})
  }
]
