/**
 * The result codes of the emulator's responses. The codes are Authlete's, the sentences are not.
 */
const texts = {
  // Before any operation: credentials, paths, bodies
  A001202: "The request has no Authorization header",
  A001203: "The Authorization header is not a bearer token",
  A001218: "The service has no client with the identifier",
  A126202: "The body has another shape than the operation wants",
  A126203: "The body is empty",
  A258201: "The request has a body but no Content-Type header",
  A457101: "The access token of the API lacks a right",
  A458101: "The access token of the API is not valid",
  A458203: "The service does not exist",

  // /auth/token
  A047201: "The request to Authlete has no 'parameters'",
  A047202: "The 'parameters' are not a form",
  A047301: "The token request is empty",
  A047302: "The client may not use the token request's grant_type",
  A048302: "The token request's client_id is empty",
  A048304: "The token request's client does not exist",
  A048307: "The token request's client is locked",
  A048312: "The token request names two different clients",
  A049301: "The token request has no grant_type",
  A049302: "The token request's grant_type is empty",
  A049303: "The token request has grant_type more than once",
  A049304: "The token request's grant_type is unknown, or the emulator does not play it",
  A049305: "The service does not support the token request's grant_type",
  A050305: "The authorization code does not exist",
  A051001: "A ticket was issued for the token request (grant_type=password)",
  A051301: "The token request has no username",
  A051302: "The token request's username is empty",
  A051303: "The token request has username more than once",
  A051304: "The token request has no password",
  A051305: "The token request's password is empty",
  A051306: "The token request has password more than once",
  A051307: "The token request has scope more than once",
  A051308: "The token request has no scope, and the service requires some",
  A052001: "Tokens were issued for the token request (grant_type=client_credentials)",
  A052201: "The properties are too big",
  A052301: "A public client may not use client credentials",
  A052302: "The token request has scope more than once",
  A052303: "The token request has no scope, and the service requires some",
  A053001: "Tokens were issued for the token request (grant_type=refresh_token)",
  A053201: "The properties are too big",
  A053301: "The token request has no refresh_token",
  A053302: "The token request's refresh_token is empty",
  A053303: "The token request has refresh_token more than once",
  A053304: "The token request has scope more than once",
  A053305: "The refresh token does not exist",
  A053307: "The refresh token was not issued to the client",
  A053308: "The refresh token has expired",
  A053309: "The refresh token does not cover a scope",
  A157301: "A confidential client is registered to authenticate by no method",
  A157302: "A public client is registered to authenticate by some method",
  A157303: "A public client presented a client secret",
  A157304: "The client, which authenticates by client_secret_post, presented no client secret in the form",
  A157305: "The client secret is wrong",
  A157357: "The client, which authenticates by client_secret_basic, presented no client secret in the header",
  A158301: "The request has client_secret more than once",
  A244301: "The token request has client_id more than once",
  A244305: "The token request names no client",
  A251306: "A resource is not a URI",
  A251307: "A resource is not an absolute URI",
  A251308: "A resource has a fragment",

  // /auth/token/issue
  A054001: "Tokens were issued for the token request (grant_type=password)",
  A055201: "The request has no 'ticket'",
  A055202: "The ticket does not exist",
  A055301: "The ticket has expired",
  A061101: "The tokens could not be issued",
  A061104: "The client that the ticket was issued for does not exist any more",
  A061201: "The properties are too big",
  A111201: "The request has no 'subject'",
  A111202: "The 'subject' is too long",
  A111203: "The 'subject' has characters that are not ASCII",

  // /auth/token/fail
  A063201: "The request has no 'ticket'",
  A063202: "The ticket does not exist",
  A063301: "The ticket has expired",
  A067201: "The request has no 'reason'",
  A067301: "The credentials of the resource owner are wrong",
  A067302: "The token request failed for an unknown reason",
  A067303: "The resource that the client asked for is not valid",

  // /auth/token/create
  A104201: "The request has no 'grantType'",
  A104202: "A token cannot be created for the grant type REFRESH_TOKEN",
  A104203: "The service does not support the grant type",
  A105201: "The request has no 'subject'",
  A105202: "The 'subject' is too long",
  A105203: "The 'subject' has characters that are not ASCII",
  A106201: "The service does not support the scope",
  A107201: "The client does not exist",
  A107203: "The client is locked",
  A108201: "The properties are too big",
  A108202: "A 'refreshToken' was given, but the service does not support the refresh token flow",
  A108203: "A 'refreshToken' was given, but the implicit flow has none",
  A108204: "A 'refreshToken' was given, but the client credentials flow has none",
  A109001: "An access token was created",
  A144201: "The value of 'accessToken' is in use already",
  A144202: "The value of 'refreshToken' is in use already",

  // /auth/token/update
  A134201: "The request does not select a token",
  A134202: "The token does not exist",
  A135001: "The access token was updated",

  // /auth/token/get/list
  A159201: "'start' is not an integer",
  A159202: "'start' is negative",
  A159203: "'end' is not an integer",
  A159204: "'end' is negative",
  A159205: "More access tokens were asked for at once than can be had",

  // /auth/token/delete
  A161202: "The token does not exist",

  // /auth/revocation
  A113001: "The token is revoked",
  A113201: "The request to Authlete has no 'parameters'",
  A113202: "The 'parameters' are not a form",
  A113301: "The revocation request is empty",
  A114302: "The revocation request's client_id is empty",
  A114303: "The revocation request has client_id more than once",
  A114304: "The revocation request's client does not exist",
  A114307: "The revocation request's client is locked",
  A114312: "The revocation request names two different clients",
  A115301: "The revocation request has no token",
  A115302: "The revocation request's token is empty",
  A115303: "The revocation request has token more than once",
  A116301: "The token was not issued to the client",
  A116302: "The revocation request names no client, and the token was issued to one that has to authenticate",
  A116304: "The revocation request names no client, and the token's client is locked",

  // /auth/introspection
  A056001: "The access token will do",
  A057301: "The request has no 'token'",
  A057302: "The access token does not exist",
  A064301: "The access token covers no scopes at all",
  A064302: "The access token does not cover a scope",
  A065301: "The access token has expired, but can be refreshed",
  A065302: "The access token and its refresh token have expired",
  A065303: "The access token has expired",
  A065308: "The access token is bound to a DPoP key, but no proof was presented",
  A066301: "The access token belongs to no resource owner",
  A066302: "The access token belongs to another resource owner",
  A341301: "The resource owner was not authenticated by any of the wanted authentication context classes",
  A341302: "The resource owner was authenticated too long ago",

  // /auth/introspection/standard
  A145001: "The introspection is done",
  A145201: "The request to Authlete has no 'parameters'",
  A145202: "The 'parameters' are not a form",
  A145302: "The introspection request has no token",

  // /client/…
  A026201: "The client does not exist",
  A027201: "The client does not exist",
  A028201: "'start' is not an integer",
  A028202: "'start' is negative",
  A028203: "'end' is not an integer",
  A028204: "'end' is negative",
  A029201: "The client does not exist",
  A123603: "Another client has the alias",
  A293001: "The client was locked or unlocked",
  A293202: "The client does not exist",
  A293203: "The client is locked already",
  A293204: "The client is not locked",

  // /client/secret/…
  A148001: "The client has a new secret",
  A148201: "The client does not exist",
  A149001: "The client has a new secret",
  A149201: "The client does not exist",
  A149601: "The secret is empty, longer than 86 characters, or has others than letters, digits, '-' and '_'",

  // /client/authorization/…
  A136201: "'start' is not an integer",
  A136202: "'start' is negative",
  A136203: "'end' is not an integer",
  A136204: "'end' is negative",
  A136206: "The request has no 'subject'",
  A137001: "The access tokens of the subject at the client were deleted",
  A137202: "The request has no 'subject'",
  A138001: "The access tokens of the subject at the client were updated",
  A138201: "The request has no 'subject'",

  // /client/granted_scopes/…
  A139001: "The subject has granted nothing to the client",
  A139002: "The subject has granted scopes to the client",
  A140001: "There was no record of scopes that the subject granted to the client",
  A140002: "The record of the scopes that the subject granted to the client was deleted",

  // /client/registration…
  A202001: "The client was registered",
  A203302: "The registration request is empty",
  A203303: "The registration request is not a JSON object",
  A204301: "The metadata has a member whose value is none for it",
  A204302: "The metadata has no redirect URI, or one that is none",
  A204303: "Another client has the software_id",
  A205301: "The software statement is not accepted",
  A206201: "The service does not support dynamic registration",
  A213001: "The registration was changed",
  A214301: "The metadata has no client_id",
  A214302: "The metadata has the client_id of another client",
  A215301: "The request has no 'clientId'",
  A215302: "The client does not exist",
  A215303: "The client was not registered dynamically",
  A215304: "The metadata has another client_secret than the client",
  A215305: "The request has no registration access token",
  A215306: "The client has no registration access token",
  A215307: "The registration access token is not the client's",
  A216001: "The registration was deleted",
  A217001: "The registration is told",

  // /service/get/list
  A036201: "'start' is not an integer",
  A036202: "'start' is negative",
  A036203: "'end' is not an integer",
  A036204: "'end' is negative",

  // Where Authlete's own code is unknown. Those that are known end far below A999, so nobody takes these for Authlete's.
  A999101: "This failure was scripted",
  A999102: "The state cannot be written to the data file",
  A999201: "No operation has this path",
  A999202: "The operation has another method",
  A999203: "The body is neither JSON nor a form",
  A999204: "The body is not a JSON object",
  A999205: "The body is too big",
  A999206: "A field has the wrong type",
  A999207: "The request does not say what to revoke",
  A999208: "The token to revoke does not exist",
  A999209: "The properties are too big",
  A999210: "The emulator does not play the operation",
  A999211: "The request is nested too deeply",
  A999212: "Another client has the alias",
  A999213: "A field is missing",
  A999303: "The client could not be authenticated",
  A999304: "The client may not do this",
  A999305: "The scope is not valid",
  A999306: "The introspection request has token more than once",
  A999307: "The refresh token is not for a resource",
  A999308: "The access token is not for a resource",
  A999309: "The client is locked"
} as const

export type ResultCode = keyof typeof texts

/** The fields that every response has. */
export interface Result {
  readonly resultCode: string
  readonly resultMessage: string
}

/** A code with its sentence, written as Authlete does: `[code] sentence`. The detail follows after a colon. */
export const result = (code: ResultCode, detail?: string): Result => ({
  resultCode: code,
  resultMessage: `[${code}] ${texts[code]}${detail === undefined ? "." : `: ${detail}`}`
})
