/**
 * What an endpoint responds with, by the `action` of Authlete's response, as data: the status, the headers and the body.
 * A table has one line for each action of its operation, and does not compile without one of them.
 */

/** Stands for the `responseContent` of Authlete's response. */
export const content = "{responseContent}"

/** Stands for an error that tells nothing: the cause is for the operator's log. */
export const serverError = "{\"error\":\"server_error\"}"

/**
 * The outline of an HTTP response. Where it says `{responseContent}`, that of Authlete's response goes.
 *
 * @since 0.2.0
 * @category models
 */
export interface Outline {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The body; `undefined` for none. */
  readonly body: string | undefined
  /** What it is instead for a client application that did not use the `Authorization` header. */
  readonly withoutHeader?: Outline
}

/** The endpoint has more to do before it can respond. */
export const next = "next"

export type Next = typeof next

/**
 * What an endpoint responds with for the response of an operation: one line for each `action`, and `next` for those after
 * which it has more to do.
 *
 * @since 0.2.0
 * @category models
 */
export interface Responses<Response extends { readonly action: string }, More extends Response["action"] = never> {
  /** The name of the operation. */
  readonly operation: string
  readonly table: { readonly [Action in Response["action"]]: Action extends More ? Next : Outline }
}

/** RFC 6749, section 5.1, and what the other specifications ask for alike: nobody may keep the response. */
export const noStore = { "cache-control": "no-store", pragma: "no-cache" }

/** The challenge for a client application whose authentication failed (RFC 6749, section 5.2; RFC 7617). */
export const basicChallenge = { "www-authenticate": "Basic realm=\"authorization server\", charset=\"UTF-8\"" }

const bearerChallenge = { "www-authenticate": "Bearer error=\"invalid_token\"" }

const typed = (status: number, contentType: string, headers: Readonly<Record<string, string>> = {}): Outline => ({
  status,
  headers: { ...noStore, ...headers, "content-type": contentType },
  body: content
})

export const json = (status: number, headers?: Readonly<Record<string, string>>): Outline =>
  typed(status, "application/json", headers)

export const jwt: Outline = typed(200, "application/jwt")

/** RFC 9701, section 5. */
export const introspectionJwt: Outline = typed(200, "application/token-introspection+jwt")

/** A script, for the caller of RFC 7009's `callback`. Without content there is no body. */
export const script: Outline = typed(200, "application/javascript")

/**
 * A page that posts itself to the client application. Its script has to run; nothing else may, and no other page may
 * hold it in a frame.
 */
export const page: Outline = typed(200, "text/html;charset=UTF-8", {
  "content-security-policy": "default-src 'none'; script-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY"
})

/** Found, and no other redirect: with 307 a browser would send the password on (RFC 9700, section 4.12). */
export const redirect: Outline = {
  status: 302,
  headers: { ...noStore, location: content, "referrer-policy": "no-referrer" },
  body: undefined
}

/** A refusal of an access token: the content is the challenge, and there is no body (RFC 6750, section 3). */
export const challenge = (status: number): Outline => ({
  status,
  headers: { ...noStore, "www-authenticate": content },
  body: undefined
})

export const noContent: Outline = { status: 204, headers: noStore, body: undefined }

/**
 * The client could not be authenticated: 401 and a challenge for one that tried the `Authorization` header, and 400 for one
 * that tried something else, since HTTP knows no challenge for it (RFC 6749, section 5.2).
 */
export const invalidClient: Outline = { ...json(401, basicChallenge), withoutHeader: json(400) }

/** The same where the specification of the endpoint wants 401 in each case. */
export const unauthorizedClient: Outline = json(401, basicChallenge)

/** The registration access token is not accepted (RFC 7592, section 2; RFC 6750, section 3). */
export const unauthorizedRegistration: Outline = json(401, bearerChallenge)

/**
 * The request to Authlete was wrong, or Authlete failed. What it says about that is about this server, so the client
 * application is told nothing of it.
 */
export const failure: Outline = {
  status: 500,
  headers: { ...noStore, "content-type": "application/json" },
  body: serverError
}
