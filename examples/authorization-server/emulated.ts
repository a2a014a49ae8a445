/**
 * What a service and a client at Authlete say about the example: where its endpoints are, and where the client is.
 */
import { AuthleteEmulator } from "effect-authlete"

export const demoClient = "26888344961664"

const scopes = [
  { name: "openid", description: "to know who you are" },
  { name: "profile", description: "your name" },
  { name: "email", description: "your e-mail address" },
  { name: "history.read", description: "to read your history" },
  { name: "timeline.read", description: "to read your timeline" },
  { name: "grant_management_query", description: "to see what you have granted to it" },
  { name: "grant_management_revoke", description: "to give back what you have granted to it" }
]

/** An emulator whose service is at an address such as `http://127.0.0.1:3000`, with a client that is there as well. */
export const emulated = (issuer: string) =>
  AuthleteEmulator.layerClient({
    service: {
      issuer,
      authorizationEndpoint: `${issuer}/authorize`,
      tokenEndpoint: `${issuer}/token`,
      userInfoEndpoint: `${issuer}/userinfo`,
      jwksUri: `${issuer}/jwks`,
      pushedAuthReqEndpoint: `${issuer}/par`,
      introspectionEndpoint: `${issuer}/introspection`,
      revocationEndpoint: `${issuer}/revocation`,
      registrationEndpoint: `${issuer}/register`,
      registrationManagementEndpoint: `${issuer}/register`,
      dynamicRegistrationSupported: true,
      grantManagementEndpoint: `${issuer}/grants`,
      pkceRequired: true,
      supportedScopes: scopes
    },
    seed: {
      clients: [{
        clientId: Number(demoClient),
        secret: "emulator-client-secret",
        name: "Demo Client",
        redirectUris: [`${issuer}/callback`]
      }]
    }
  })

/** An authorization request of that client, for a person with a browser. */
export const toTry = (issuer: string) =>
  `${issuer}/authorize?${new URLSearchParams({
    response_type: "code",
    client_id: demoClient,
    redirect_uri: `${issuer}/callback`,
    scope: "openid profile history.read",
    // The S256 challenge of RFC 7636, appendix B.
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256"
  })}`
