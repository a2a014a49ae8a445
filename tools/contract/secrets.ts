/**
 * Which fields are secrets, by name. A field of such a name carries the mark wherever it stands, in requests and in
 * responses, nested or not, and no other does. What a name means only in places is said by the place.
 */

/** A place: the direction, the operation and the path, such as `response services.list services[].jwks`. */
interface Rule {
  readonly why: string
  readonly names: ReadonlyArray<string>
  /** The places where the name means it; everywhere, if left out. */
  readonly at?: RegExp
}

const rules: ReadonlyArray<Rule> = [
  {
    why: "Who has it can go on with what it stands for: a request, a session, a decision, an offer.",
    names: [
      "ticket",
      "userCode",
      "deviceCode",
      "authReqId",
      "authorizationCode",
      "preAuthorizedCode",
      "issuerState",
      "txCode",
      "sessionId",
      "transactionId",
      "requestIdentifier"
    ]
  },
  {
    why: "It holds such a handle.",
    names: ["credentialOffer", "verificationUriComplete"]
  },
  {
    why: "It opens a credential offer, or becomes a transaction id, by which the credential can be had.",
    names: ["identifier"],
    at: /^request verifiableCredentials\.offerInfo identifier$|( |\.)(info|info\[\]|credentialOfferInfo)\.identifier$/
  },
  {
    why: "It is a token, or may be one.",
    names: [
      "accessToken",
      "refreshToken",
      "idToken",
      "jwtAccessToken",
      "token",
      "subjectToken",
      "actorToken",
      "assertion",
      "clientNotificationToken",
      "notificationToken",
      "deviceSecret",
      "hint",
      "logoutToken",
      "jose",
      // Each may be the token itself or its hash.
      "accessTokenIdentifier",
      "refreshTokenIdentifier"
    ]
  },
  {
    why: "The hash of the device secret stands for it in a token exchange.",
    names: ["deviceSecretHash"],
    at: /^request nativeSso\./
  },
  {
    why: "It is a proof, or a request as the client application sent it, with credentials or tokens in it.",
    names: ["parameters", "dpop", "message", "oauthClientAttestation", "oauthClientAttestationPop", "requestContent"]
  },
  { why: "It is a request as the client application sent it.", names: ["json"], at: /^request dynamicRegistration\./ },
  {
    why: "It is a credential.",
    names: [
      "password",
      "clientSecret",
      "newClientSecret",
      "oldClientSecret",
      "apiSecret",
      "authenticationCallbackApiSecret",
      "developerAuthenticationCallbackApiSecret"
    ]
  },
  {
    why: "It holds private or shared keys.",
    names: ["federationJwks", "credentialJwks", "sharedKeyForSign", "sharedKeyForEncryption"]
  },
  {
    why: "The keys of a service are private; those of a client and of a trust anchor are public.",
    names: ["jwks"],
    at: /^(request|response) services\.\w+ (services\[\]\.)?jwks$|( |\.)service\.jwks$/
  },
  {
    why: "With the private keys in it the whole document is a secret.",
    names: [""],
    at: /^response services\.privateJwks $/
  },
  {
    why: "It holds what is known of a person.",
    names: ["claimsForTx", "verifiedClaimsForTx", "credentialPayload", "jwtAtClaims", "additionalClaims"]
  },
  {
    why: "In requests it holds claims of a person; in responses it lists their names.",
    names: ["claims"],
    at: /^request /
  }
]

/** Why the field at a place is a secret: nothing, if it is none. `responseContent` depends on the action, and is below. */
export const secretBecause = (direction: string, operation: string, path: string): string | undefined => {
  const name = path.split(".").at(-1)?.replaceAll("[]", "") ?? ""
  const place = `${direction} ${operation} ${path}`
  return rules.find(({ at, names }) => names.includes(name) && (at === undefined || at.test(place)))?.why
}

/**
 * The actions with which `responseContent` is a secret: it holds tokens, codes, credentials or what is known of a person.
 * With all others it is an error, a challenge or public.
 */
export const secretContent: Readonly<Record<string, ReadonlyArray<string> | "any">> = {
  // The endpoint passes it on whatever the action is, and one type for all makes that one line.
  "introspection.standardProcess": "any",
  "tokens.process": "any",
  "tokens.issue": "any",
  "authorization.issue": ["LOCATION", "FORM"],
  "ciba.issue": ["OK"],
  "ciba.complete": ["NOTIFICATION"],
  "deviceFlow.authorize": ["OK"],
  "dynamicRegistration.register": ["CREATED"],
  "dynamicRegistration.get": ["OK"],
  "dynamicRegistration.update": ["UPDATED"],
  "grantManagement.process": ["OK"],
  "nativeSso.process": ["OK"],
  "tokens.reissueIdToken": ["OK"],
  "userInfo.issue": ["JSON", "JWT"],
  "verifiableCredentials.issue": ["OK", "OK_JWT", "ACCEPTED", "ACCEPTED_JWT"],
  "verifiableCredentials.batchIssue": ["OK", "OK_JWT", "ACCEPTED", "ACCEPTED_JWT"],
  "verifiableCredentials.deferredIssue": ["OK", "OK_JWT", "ACCEPTED", "ACCEPTED_JWT"]
}

/** Whether `responseContent` is a secret with an action. */
export const isSecretContent = (operation: string, action: string | undefined): boolean => {
  const actions = secretContent[operation] ?? []
  return actions === "any" || (action !== undefined && actions.includes(action))
}
