/**
 * Login by name and password, and the question for consent: what becomes of the forms of the two pages.
 */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { AuthleteClient } from "../../AuthleteClient.js"
import { giveSession, guardPage, isSecure, sessionIdOf } from "./browser.js"
import { decisions } from "./decision.js"
import { endpoint, settingsOf } from "./endpoint.js"
import type { InteractionError } from "./errors.js"
import { readForm, readQuery } from "./form.js"
import { sessionsInMemory } from "./inMemory.js"
import { newId } from "./keeping.js"
import type { Pending } from "./pending.js"
import type { Own } from "./refusals.js"
import type { InteractionService, Session, SessionStore } from "./services.js"
import { ResourceOwners } from "./services.js"
import { lacksClass, nowInSeconds } from "./standing.js"

type Page<E, R> = Effect.Effect<HttpServerResponse.HttpServerResponse, E, HttpServerRequest.HttpServerRequest | R>

/**
 * The two pages, and how long a login lasts.
 *
 * @since 0.2.0
 * @category models
 */
export interface PasswordPagesOptions<E = never, R = never> {
  /**
   * The login. Its form posts `interaction` (the `id` of the pending request), `username` and `password` to `/login`.
   * `isWrong` says that name and password of an attempt before were not right.
   */
  readonly login: (pending: Pending, isWrong: boolean) => Page<E, R>
  /**
   * The question for consent. Its form posts `interaction` and `decision` to `/decision`: `allow` grants what is asked for,
   * everything else denies it.
   */
  readonly consent: (pending: Pending) => Page<E, R>
  /** Where logins are kept: in the memory of the process, if it is left out. */
  readonly sessions?: SessionStore<E, R> | undefined
  /** How long a login lasts at most, in seconds. Defaults to 8 hours. The browser forgets it when it is closed. */
  readonly sessionSeconds?: number | undefined
  /** The authentication context class of a login by password: the `acr` of its sessions. */
  readonly acr?: string | undefined
  /** As in the options of `make`; set it in both places. Defaults to `false`. */
  readonly allowPlainHttp?: boolean | undefined
}

/**
 * What a server needs for its two pages.
 *
 * @since 0.2.0
 * @category models
 */
export interface PasswordPages<E = never, R = never> {
  /** For the tag `Interaction`, or for `make`. */
  readonly interaction: InteractionService<E, R>
  /**
   * `POST /login`, `GET /continue` and `POST /decision`. They fail with `InteractionError` if a form does not count; a router
   * responds to that by itself.
   */
  readonly routes: HttpRouter.HttpRouter<
    InteractionError | Own<E>,
    AuthleteClient | Exclude<R, HttpServerRequest.HttpServerRequest> | ResourceOwners
  >
}

/**
 * Makes a server's interaction with resource owners who log in by name and password, from two pages. It checks the password by
 * `ResourceOwners.authenticate`, keeps the login in a cookie of its own that no script and no other site can use, asks for
 * consent, and sends the client application its code or its error. An essential `acr` that a password does not satisfy
 * is an error as well.
 *
 * It does not limit how often a password may be tried. For other ways to log in, implement `Interaction` and call `pending`,
 * `resume`, `issue` and `deny` from routes of your own.
 *
 * @example
 * ```ts
 * import { HttpRouter, HttpServerResponse } from "@effect/platform"
 * import { Effect, Layer } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const form = (action: string, { id }: AuthorizationServer.Pending, fields: string) =>
 *   HttpServerResponse.html(
 *     `<form method="post" action="${action}"><input type="hidden" name="interaction" value="${id}">${fields}</form>`
 *   )
 *
 * const username = `<input name="username" autocomplete="username">`
 * const password = `<input name="password" type="password" autocomplete="current-password">`
 *
 * const pages = AuthorizationServer.passwordPages({
 *   login: (pending) => form("/login", pending, `${username}${password}<button>Log in</button>`),
 *   consent: (pending) =>
 *     form("/decision", pending, `<button name="decision" value="allow">Allow</button><button>Deny</button>`)
 * })
 *
 * const app = Effect.map(AuthorizationServer.router, (router) => HttpRouter.concat(router, pages.routes))
 *
 * const Pages = Layer.succeed(AuthorizationServer.Interaction, pages.interaction)
 * ```
 *
 * @since 0.2.0
 * @category constructors
 */
export const passwordPages = <E = never, R = never>(options: PasswordPagesOptions<E, R>): PasswordPages<E, R> => {
  const settings = settingsOf(options)
  const { acr, consent, login, sessionSeconds = 8 * 3600 } = options
  const sessions: SessionStore<E, R> = options.sessions ?? sessionsInMemory()
  const isSecureFor = (request: HttpServerRequest.HttpServerRequest) => isSecure(request, settings.allowPlainHttp)

  const interaction: InteractionService<E, R> = {
    session: Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => {
      const id = sessionIdOf(request, isSecureFor(request))
      return id === undefined ? Effect.succeedNone : sessions.get(id)
    }),
    present: (pending) => pending.mustLogin ? login(pending, false) : consent(pending)
  }
  const { deny, issue, pending, resume } = decisions(Effect.succeed(interaction), ResourceOwners, settings)

  const loggedIn = (id: string, session: Session, secure: boolean) =>
    Effect.gen(function*() {
      const sessionId = yield* newId
      yield* sessions.put(sessionId, session, sessionSeconds)
      const onward = HttpServerResponse.redirect(`continue?interaction=${id}`, { status: 303 })
      return yield* giveSession(onward, sessionId, secure)
    })

  const onLogin = endpoint(["POST"], undefined, (request) =>
    Effect.gen(function*() {
      const { values } = yield* readForm(settings.maxBodyBytes)
      const waiting = yield* pending(values.get("interaction") ?? "")
      const { authenticate } = yield* ResourceOwners
      const [username, password] = [values.get("username") ?? "", Redacted.make(values.get("password") ?? "")]
      const subject = yield* authenticate({ username, password })
      if (Option.isNone(subject)) return guardPage(yield* login(waiting, true))
      const session = { subject: subject.value, authTime: yield* nowInSeconds, acr }
      return lacksClass(waiting, session)
        ? yield* deny({ interaction: waiting.id, reason: "ACR_NOT_SATISFIED" })
        : yield* loggedIn(waiting.id, session, isSecureFor(request))
    }))

  const onContinue = endpoint(
    ["GET", "HEAD"],
    undefined,
    () => Effect.flatMap(readQuery(settings.maxBodyBytes), ({ values }) => resume(values.get("interaction") ?? ""))
  )

  const onDecision = endpoint(["POST"], undefined, () =>
    Effect.gen(function*() {
      const { values } = yield* readForm(settings.maxBodyBytes)
      const { id, session } = yield* pending(values.get("interaction") ?? "")
      if (values.get("decision") !== "allow") return yield* deny({ interaction: id })
      return session === undefined
        ? yield* deny({ interaction: id, reason: "NOT_LOGGED_IN" })
        : yield* issue({ interaction: id, ...session })
    }))

  return {
    interaction,
    routes: HttpRouter.empty.pipe(
      HttpRouter.all("/login", onLogin),
      HttpRouter.all("/continue", onContinue),
      HttpRouter.all("/decision", onDecision)
    )
  }
}
