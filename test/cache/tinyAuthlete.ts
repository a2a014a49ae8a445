/**
 * As much of Authlete as the cache sees, without HTTP and schemas, so that thousands of runs can be played on it: tokens
 * that expire, and the calls that change them. What the emulator does takes a hundred times as long.
 */
import { Clock, Effect, Redacted } from "effect"
import type { AuthleteClient, Introspection } from "effect-authlete"
import * as AuthleteError from "effect-authlete/AuthleteError"

interface Token {
  access: string
  refresh: string
  readonly subject: string
  readonly clientId: number
  readonly acr: string
  readonly authTime: number
  scopes: ReadonlyArray<string>
  expiresAt: number
}

type Fields = Readonly<Record<string, unknown>>

const plain = (secret: unknown): string => Redacted.isRedacted(secret) ? String(Redacted.value(secret)) : String(secret)

export interface Tiny {
  readonly client: AuthleteClient.Service
  /** Whether calls fail for now, as if the network were gone. */
  isDown: boolean
  /** Whether the next call that changes something is carried out, but its response is lost. */
  isResponseLost: boolean
  readonly tokens: ReadonlyArray<Token>
}

export const makeTiny = ({ isSingle }: { readonly isSingle: boolean }): Tiny => {
  let tokens: Array<Token> = []
  let drawn = 0
  const draw = () => `drawn-${++drawn}`
  const hashOf = (value: string) => `hash of ${value}`
  const isNamed = ({ access, refresh }: Token, identifier: string) =>
    [access, refresh, hashOf(access), hashOf(refresh)].includes(identifier)

  const issue = (token: Omit<Token, "access" | "refresh">, access: string) => {
    if (isSingle) tokens = tokens.filter((old) => old.subject !== token.subject || old.clientId !== token.clientId)
    const issued: Token = { ...token, access, refresh: draw() }
    tokens.push(issued)
    return {
      action: "OK",
      accessToken: Redacted.make(issued.access),
      refreshToken: Redacted.make(issued.refresh),
      subject: token.subject,
      clientId: token.clientId
    }
  }

  const introspect = (request: Introspection.IntrospectionRequest, now: number): Fields => {
    const token = tokens.find(({ access }) => access === plain(request.token))
    if (token === undefined) return { action: "UNAUTHORIZED" }
    const { acr, authTime, clientId, expiresAt, scopes, subject } = token
    const facts = { acr, authTime, clientId, expiresAt, scopes, subject }
    if (token.expiresAt <= now) return { ...facts, action: "UNAUTHORIZED", usable: false }
    if (!(request.scopes ?? []).every((scope) => token.scopes.includes(scope))) return { ...facts, action: "FORBIDDEN" }
    if (request.subject !== undefined && request.subject !== token.subject) return { ...facts, action: "FORBIDDEN" }
    const isClassMet = request.acrValues === undefined || request.acrValues.includes(token.acr)
    const isYoung = request.maxAge === undefined || now < (token.authTime + request.maxAge) * 1000
    return isClassMet && isYoung
      ? { ...facts, action: "OK", usable: true }
      : { ...facts, action: "UNAUTHORIZED", responseContent: "Bearer error=\"insufficient_user_authentication\"" }
  }

  const change = (name: string, request: Fields, input: unknown, now: number): unknown => {
    switch (name) {
      case "tokens.create":
        return issue(
          request["token"] as Omit<Token, "access" | "refresh">,
          request["accessToken"] === undefined ? draw() : plain(request["accessToken"])
        )
      case "tokens.process": {
        const refresh = new URLSearchParams(plain(request["parameters"])).get("refresh_token")
        const old = tokens.find((token) => token.refresh === refresh)
        if (old === undefined) return { action: "BAD_REQUEST" }
        tokens = tokens.filter((token) => token !== old)
        return issue({ ...old, expiresAt: now + 30_000 }, draw())
      }
      case "tokens.update": {
        const token = tokens.find(({ access }) =>
          request["accessToken"] === undefined
            ? hashOf(access) === request["accessTokenHash"]
            : access === plain(request["accessToken"])
        )
        if (token === undefined) return { action: "OK" }
        if (Array.isArray(request["scopes"])) token.scopes = request["scopes"]
        if (typeof request["accessTokenExpiresAt"] === "number") token.expiresAt = request["accessTokenExpiresAt"]
        if (request["accessTokenValueUpdated"] === true) token.access = draw()
        return { action: "OK", accessToken: Redacted.make(token.access) }
      }
      case "tokens.revoke": {
        const { accessTokenIdentifier, clientIdentifier, refreshTokenIdentifier, subject } = request
        tokens = tokens.filter((token) => {
          if (accessTokenIdentifier !== undefined) return !isNamed(token, plain(accessTokenIdentifier))
          if (refreshTokenIdentifier !== undefined) return !isNamed(token, plain(refreshTokenIdentifier))
          return (clientIdentifier !== undefined && String(token.clientId) !== clientIdentifier) ||
            (subject !== undefined && token.subject !== subject)
        })
        return {}
      }
      case "tokens.delete":
        tokens = tokens.filter((token) => !isNamed(token, plain(input)))
        return undefined
      case "revocation.process": {
        const value = new URLSearchParams(plain(request["parameters"])).get("token")
        tokens = tokens.filter(({ access, refresh }) => access !== value && refresh !== value)
        return { action: "OK" }
      }
      case "clients.deleteAuthorization":
        tokens = tokens.filter(({ clientId, subject }) =>
          clientId !== request["clientId"] || subject !== request["subject"]
        )
        return undefined
      default:
        throw new Error(`${name} is not played`)
    }
  }

  const tiny: Tiny = {
    isDown: false,
    isResponseLost: false,
    get tokens() {
      return tokens
    },
    client: {
      execute: (operation, request) =>
        Effect.gen(function*() {
          const lost = (outcome: "not-applied" | "unknown") =>
            new AuthleteError.TransportError({
              operation: operation.name,
              server: "tiny",
              attempts: 1,
              reason: "Reset",
              outcome
            })
          if (tiny.isDown) return yield* lost("not-applied")
          const now = yield* Clock.currentTimeMillis
          if (operation.name === "introspection.process") {
            const response = introspect(request as Introspection.IntrospectionRequest, now)
            // Others come between the question and its response.
            yield* Effect.yieldNow()
            return response as never
          }
          yield* Effect.yieldNow()
          const response = change(operation.name, request as Fields, request, now)
          if (!tiny.isResponseLost) return response as never
          tiny.isResponseLost = false
          return yield* lost("unknown")
        })
    }
  }
  return tiny
}

/** A clock whose time is set by hand. What sleeps on it sleeps as long as it would otherwise. */
export const handClock = () => {
  const real = Clock.make()
  const state = { now: 0 }
  const clock: Clock.Clock = {
    ...real,
    sleep: (duration) => real.sleep(duration),
    unsafeCurrentTimeMillis: () => state.now,
    unsafeCurrentTimeNanos: () => BigInt(state.now) * 1_000_000n,
    currentTimeMillis: Effect.sync(() => state.now),
    currentTimeNanos: Effect.sync(() => BigInt(state.now) * 1_000_000n)
  }
  return { clock, state }
}
