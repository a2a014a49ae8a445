import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { askedFor } from "../../models/askedFor.js"
import { CimdOptions } from "../../models/cimdOptions.js"
import { Client } from "../../models/client.js"
import { CredentialOfferInfo } from "../../models/credentialOfferInfo.js"
import { Display } from "../../models/display.js"
import { grantManagement } from "../../models/grantManagement.js"
import { Prompt } from "../../models/prompt.js"
import { result } from "../../models/result.js"
import { Service } from "../../models/service.js"
import { transformedClaims } from "../../models/transformedClaims.js"
import { byAction } from "../../schema/byAction.js"
import {
  Flag,
  JsonText,
  maybe,
  open,
  optional,
  RedactedString,
  Seconds,
  Secret,
  Strings,
  Uri
} from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Authorization.process`: what the authorization endpoint received.
 *
 * @since 0.2.0
 * @category process
 */
export interface AuthorizationRequest extends Schema.Schema.Type<typeof AuthorizationRequest> {}

/**
 * @since 0.2.0
 * @category process
 */
export const AuthorizationRequest = Schema.Struct({
  /** The client application's request as it came in, `response_type=…&client_id=…`: the query of a `GET`, the body of a `POST`. */
  parameters: Secret,
  /**
   * A text of the authorization server's to keep with the ticket; Authlete encrypts it. `Authorization.ticketInfo` and
   * `Authorization.issue` give it back, and `Authorization.updateTicket` replaces it.
   */
  context: optional(Schema.String),
  /** How to resolve a client through its metadata document. */
  cimdOptions: optional(CimdOptions)
})

const interactionFields = merge(askedFor, grantManagement, transformedClaims, {
  /** What `Authorization.issue` and `Authorization.fail` need, once. */
  ticket: RedactedString,
  /** The client that the request is from, as far as pages may show it. */
  client: maybe(Client),
  /** The service that the request is for. */
  service: maybe(Service),
  /** Whether the request named the client by its alias. */
  clientIdAliasUsed: maybe(Flag),
  /** Whether the request named the client by its entity id, in the sense of OpenID Federation. */
  clientEntityIdUsed: maybe(Flag),
  /** Whether the client was resolved through its metadata document instead of Authlete's database. */
  metadataDocumentUsed: maybe(Flag),
  /** How the pages are to be shown: the request's `display`. */
  display: maybe(open(Display)),
  /** What to do, or not to do, to the resource owner: the request's `prompt`. */
  prompts: maybe(Schema.Array(open(Prompt))),
  /** The one of `prompts` that asks for the least. Authlete has it for older callers; use `prompts`. */
  lowestPrompt: maybe(open(Prompt)),
  /**
   * How long ago the resource owner may have been authenticated at most, in seconds: the request's `max_age`, or the
   * client's default. 0 means any time, also where the request has `max_age=0`.
   */
  maxAge: maybe(Seconds),
  /** Whether one of `acrs` must be satisfied, and not only should be. */
  acrEssential: maybe(Flag),
  /** The resource owner that the client application expects; nobody else may grant the request. */
  subject: maybe(Schema.String),
  /** What the resource owner may log in by: the request's `login_hint`. */
  loginHint: maybe(Schema.String),
  /** The languages that the pages should be in, the preferred one first: tags of RFC 5646. */
  uiLocales: maybe(Strings),
  /** The languages that the values of claims should be in, the preferred one first: tags of RFC 5646. */
  claimsLocales: maybe(Strings),
  /** The names of the claims that are asked for in an ID token; one may end in `#` and the tag of a language. */
  claims: maybe(Strings),
  /** The names of the claims that are asked for at the userinfo endpoint. */
  claimsAtUserInfo: maybe(Strings),
  /** The `id_token` part of the request's `claims`, as the text of a JSON object. */
  idTokenClaims: maybe(JsonText),
  /** The `userinfo` part of the request's `claims`, as the text of a JSON object. */
  userInfoClaims: maybe(JsonText),
  /** What the client application wants the claims for, to show to the resource owner (OpenID Connect for Identity Assurance). */
  purpose: maybe(Schema.String),
  /** What the request object says, as the text of a JSON object, if the request came with one (RFC 9101). */
  requestObjectPayload: maybe(JsonText),
  /** The credential offer that the request follows, by its `issuer_state`. */
  credentialOfferInfo: maybe(CredentialOfferInfo),
  /** The verifiable credentials that can be had with the access token to come, as the text of a JSON array. */
  issuableCredentials: maybe(JsonText),
  /** Whether the request is for Native SSO: `Authorization.issue` then needs the `sessionId`. */
  nativeSsoRequested: maybe(Flag)
})

interface Interaction extends Readonly<typeof interactionFields> {}

const interaction: Interaction = interactionFields

/**
 * The response of `Authorization.process`: what the authorization endpoint is to do next.
 *
 * @since 0.2.0
 * @category process
 */
export type AuthorizationResponse =
  | AuthorizationInteraction
  | AuthorizationNoInteraction
  | AuthorizationLocation
  | AuthorizationForm
  | AuthorizationBadRequest
  | AuthorizationInternalServerError

/**
 * @since 0.2.0
 * @category process
 */
export const AuthorizationResponse = byAction(
  merge(result, {
    /** The error for the client application, as the text of a JSON object. */
    responseContent: maybe(JsonText)
  }),
  {
    INTERACTION: interaction,
    NO_INTERACTION: interaction,
    LOCATION: {
      /** The URL to redirect to: the client application's, with `error`. */
      responseContent: Uri
    },
    FORM: {
      /** The page to show, in HTML: it posts the error to the client application. */
      responseContent: Schema.String
    },
    BAD_REQUEST: {},
    INTERNAL_SERVER_ERROR: {}
  }
)

/**
 * The request is in order, and the resource owner is to decide on it.
 *
 * @since 0.2.0
 * @category process
 */
export interface AuthorizationInteraction extends Schema.Schema.Type<typeof AuthorizationResponse.cases.INTERACTION> {
  /**
   * `INTERACTION`: respond with 200 and pages of your own, and keep the `ticket` until the resource owner has decided.
   *
   * - Authenticate the resource owner. One who is logged in need not be asked again, unless `prompts` has `LOGIN`, the last
   *   time is longer ago than a `maxAge` above 0, or none of `acrs` is satisfied and `acrEssential` is true.
   *   `SELECT_ACCOUNT` in `prompts` wants a choice of accounts, `CREATE` a registration. `loginHint` and `grantSubject`
   *   hint at who it may be; if there is a `subject`, it must be that one.
   * - Ask for consent: show the `client`, `scopes`, `dynamicScopes`, `authorizationDetails` and `purpose`, in a language of
   *   `uiLocales`. One who has consented before need not be asked again, unless `prompts` has `CONSENT`.
   * - Granted: call `Authorization.issue` with the values of what `claims`, `requestedClaimsForTx` and
   *   `requestedVerifiedClaimsForTx` name, and with the `sessionId` if `nativeSsoRequested` is true.
   * - Denied: call `Authorization.fail` with the reason `DENIED`. Not authenticated: `NOT_AUTHENTICATED`. No page can be
   *   shown: `ACCOUNT_SELECTION_REQUIRED`, `CONSENT_REQUIRED` or `INTERACTION_REQUIRED`.
   */
  readonly action: "INTERACTION"
}

/**
 * The request is in order, and is to be decided on without a page: the client application sent `prompt=none`.
 *
 * @since 0.2.0
 * @category process
 */
export interface AuthorizationNoInteraction
  extends Schema.Schema.Type<typeof AuthorizationResponse.cases.NO_INTERACTION>
{
  /**
   * `NO_INTERACTION`: show no page, but check in this order, and call `Authorization.fail` with the first reason that
   * applies.
   *
   * 1. Nobody is logged in: `NOT_LOGGED_IN`.
   * 2. There is a `maxAge` above 0, and it is not known when the resource owner was authenticated:
   *    `MAX_AGE_NOT_SUPPORTED`. It was longer ago than `maxAge`: `EXCEEDS_MAX_AGE`.
   * 3. There is a `subject`, and somebody else is logged in: `DIFFERENT_SUBJECT`.
   * 4. There are `acrs`, none of them is satisfied, and `acrEssential` is true: `ACR_NOT_SATISFIED`.
   * 5. The resource owner has not granted one of the `scopes` or `dynamicScopes` before: `CONSENT_REQUIRED`.
   * 6. The `resources` are not to be had: `INVALID_TARGET`.
   *
   * If none applies, call `Authorization.issue`.
   */
  readonly action: "NO_INTERACTION"
}

/**
 * The client application's request was wrong, and its redirect URI can be trusted.
 *
 * @since 0.2.0
 * @category process
 */
export interface AuthorizationLocation extends Schema.Schema.Type<typeof AuthorizationResponse.cases.LOCATION> {
  /** `LOCATION`: respond with 302, `responseContent` as the `Location` header, and no body. */
  readonly action: "LOCATION"
}

/**
 * The client application's request was wrong, and it wants the error as a form (`response_mode=form_post`).
 *
 * @since 0.2.0
 * @category process
 */
export interface AuthorizationForm extends Schema.Schema.Type<typeof AuthorizationResponse.cases.FORM> {
  /** `FORM`: respond with 200 and `responseContent` as `text/html;charset=UTF-8`. Its script must be allowed to run. */
  readonly action: "FORM"
}

/**
 * The client application's request was wrong, and there is no redirect URI that can be trusted.
 *
 * @since 0.2.0
 * @category process
 */
export interface AuthorizationBadRequest extends Schema.Schema.Type<typeof AuthorizationResponse.cases.BAD_REQUEST> {
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON, or with a page of your own. */
  readonly action: "BAD_REQUEST"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category process
 */
export interface AuthorizationInternalServerError
  extends Schema.Schema.Type<typeof AuthorizationResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON, or with a page of your own. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** Whether the parameters hold, or point to, an object that may be good for one use. */
const hasRequestObject = (parameters: string): boolean => {
  const names = new URLSearchParams(parameters)
  return names.has("request") || names.has("request_uri")
}

/** @internal */
export const authorizationProcess = Operation.make({
  name: "authorization.process",
  path: "/auth/authorization",
  request: AuthorizationRequest,
  response: AuthorizationResponse,
  // The ticket of a first call that got lost expires unused.
  resend: ({ parameters }) => hasRequestObject(parameters) ? "once" : "idempotent"
})
