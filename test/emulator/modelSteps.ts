/**
 * The steps of the model test: what each asks of the emulator, and what the model says that the response is.
 */
import { expect } from "@effect/vitest"
import { Effect, FastCheck, TestClock } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import * as Model from "./modelStore.js"
import * as Call from "./support.js"

const scopeNames = ["history.read", "timeline.read"]

const clients = [
  { clientId: 101, secret: "secret of 101", alias: "first" },
  { clientId: 102, secret: "secret of 102", alias: "second" }
] as const

export const seed = (settings: Model.Settings) => ({
  service: {
    ...settings,
    accessTokenDuration: Model.accessLife / 1000,
    refreshTokenDuration: Model.refreshLife / 1000,
    ticketDuration: Model.ticketLife / 1000
  },
  clients
})

/** What was learned of the tokens of the model, by their numbers, and of its tickets. */
interface Learned {
  readonly values: Map<number, { readonly access: string; readonly refresh: string | undefined }>
  /** Hashes that a list told. */
  readonly hashes: Map<number, string>
  /** Values that were replaced. */
  readonly stale: Array<string>
  readonly tickets: Array<string>
}

export interface Run {
  readonly model: Model.Model
  readonly learned: Learned
}

export const makeRun = (model: Model.Model): Run => ({
  model,
  learned: { values: new Map(), hashes: new Map(), stale: [], tickets: [] }
})

type Half = "access" | "refresh"

/** One call, or one move of the clock. It fails if the emulator and the model do not agree. */
export interface Step {
  readonly take: (run: Run) => Effect.Effect<void, unknown, Call.Environment>
  /** For reading what fast-check has shrunk a failure to. */
  readonly toString: () => string
}

const step = <Fields extends object>(
  name: string,
  take: (run: Run, fields: Fields) => Effect.Effect<void, unknown, Call.Environment>
) =>
(fields: Fields): Step => ({
  take: (run) => take(run, fields),
  toString: () => `${name} ${JSON.stringify(fields)}`
})

type Fields = Readonly<Record<string, unknown>>

/** Of the fields that were told, those that the expectation names: one without a value must not have been told. */
const named = (told: Fields | undefined, expected: Fields): Fields =>
  Object.fromEntries(Object.keys(expected).map((name) => [name, told?.[name]]))

const agree = (response: Call.JsonResponse, status: number, expected: Fields): void =>
  expect({ status: response.status, ...named(response.body, expected) }).toEqual({ status, ...expected })

const orNone = (scopes: ReadonlyArray<string>) => scopes.length === 0 ? undefined : scopes

const text = (value: unknown): string | undefined => typeof value === "string" ? value : undefined

const learn = ({ learned }: Run, { number }: Model.Token, access: unknown, refresh: unknown): void => {
  const before = learned.values.get(number)
  if (before !== undefined && before.access !== access) learned.stale.push(before.access)
  learned.values.set(number, { access: String(access), refresh: text(refresh) })
}

/** A number among those that were ever given, also to tokens that are gone. */
const numberOf = ({ model }: Run, which: number): number => which % Math.max(1, model.created)

const valueOf = ({ learned }: Run, number: number, half: Half): string =>
  learned.values.get(number)?.[half] ?? "of no token"

/**
 * A token's hash, which only a list tells; lists go by order, so that the position in the model finds it. Of a token that
 * is gone it is the one that a list told before.
 */
const hashOf = ({ learned, model }: Run, number: number, half: Half) => {
  const position = model.tokens.findIndex((token) => token.number === number)
  return position < 0
    ? Effect.succeed(learned.hashes.get(number) ?? "of no token")
    : Effect.map(
      Call.list({ start: position, end: position + 1 }),
      (response) => text(Call.listed(response)[0]?.[`${half}TokenHash`]) ?? "of no token"
    )
}

const identifierOf = (
  run: Run,
  number: number,
  half: Half,
  byHash: boolean
): Effect.Effect<string, unknown, Call.Environment> =>
  byHash ? hashOf(run, number, half) : Effect.succeed(valueOf(run, number, half))

/** The token, if it has the half that it is asked for by. */
const withHalf = ({ model }: Run, number: number, half: Half): Model.Token | undefined => {
  const token = Model.find(model, number)
  return half === "refresh" && token?.refreshExpiry === undefined ? undefined : token
}

const create = step<{
  readonly client: Model.Client
  readonly subject: string | undefined
  readonly scopes: ReadonlyArray<string>
  readonly seconds: number | undefined
}>("create", (run, { client, scopes, seconds, subject }) =>
  Effect.gen(function*() {
    const { model } = run
    const response = yield* Call.post("/auth/token/create", {
      grantType: subject === undefined ? "CLIENT_CREDENTIALS" : "AUTHORIZATION_CODE",
      clientId: clients[client].clientId,
      subject,
      scopes,
      accessTokenDuration: seconds
    })
    const life = seconds === undefined ? Model.accessLife : seconds * 1000
    const token = Model.issue(model, { client, subject, scopes }, life)
    agree(response, 200, { action: "OK", expiresIn: life / 1000, expiresAt: model.now + life, subject })
    learn(run, token, response.body["accessToken"], response.body["refreshToken"])
  }))

const plant = step<{ readonly count: number; readonly subject: string }>(
  "seed",
  (run, { count, subject }) =>
    Effect.gen(function*() {
      const { model } = run
      const { seed } = yield* AuthleteEmulator.AuthleteEmulator
      const tokens = Array.from({ length: count }, (_, index) => {
        const client: Model.Client = index % 2 === 0 ? 0 : 1
        const accessExpiry = Model.kept(model.now + index % 7 * 2_000)
        const token = Model.append(model, {
          client,
          subject,
          scopes: [],
          widest: undefined,
          accessExpiry,
          refreshExpiry: undefined
        })
        const accessToken = `seeded ${token.number}`
        learn(run, token, accessToken, undefined)
        return { accessToken, clientId: clients[client].clientId, subject, accessTokenExpiresAt: accessExpiry }
      })
      yield* seed({ tokens })
    })
)

const processPassword = step<{ readonly scopes: ReadonlyArray<string> }>(
  "process",
  ({ learned, model }, { scopes }) =>
    Effect.gen(function*() {
      const response = yield* Call.post("/auth/token", {
        parameters: Call.parameters({
          grant_type: "password",
          username: "john",
          password: "secret",
          scope: scopes.join(" ")
        }),
        clientId: clients[0].alias,
        clientSecret: clients[0].secret
      })
      agree(response, 200, { action: "PASSWORD", scopes: orNone(scopes) })
      model.tickets = [...model.tickets, { scopes, expiry: model.now + Model.ticketLife, used: false }]
      learned.tickets.push(String(response.body["ticket"]))
    })
)

/** The ticket, if it will do, and otherwise which of the codes says why not. */
const ticketOf = (
  { learned, model }: Run,
  which: number,
  codes: { readonly unknown: string; readonly expired: string }
) => {
  const position = which % Math.max(1, model.tickets.length)
  const value = learned.tickets[position] ?? "of no call"
  const ticket = model.tickets[position]
  if (ticket === undefined || ticket.used) return { position, value, code: codes.unknown }
  return ticket.expiry <= model.now ? { position, value, code: codes.expired } : { position, value, ticket }
}

const issue = step<{ readonly ticket: number; readonly subject: string }>(
  "issue",
  (run, { subject, ticket: which }) =>
    Effect.gen(function*() {
      const { model } = run
      const { code, position, ticket, value } = ticketOf(run, which, { unknown: "A055202", expired: "A055301" })
      const response = yield* Call.post("/auth/token/issue", { ticket: value, subject })
      if (ticket === undefined) return agree(response, 200, { action: "INTERNAL_SERVER_ERROR", resultCode: code })
      Model.useTicket(model, position)
      const token = Model.issue(model, { client: 0, subject, scopes: ticket.scopes })
      agree(response, 200, {
        action: "OK",
        resultCode: "A054001",
        subject,
        scopes: orNone(ticket.scopes),
        accessTokenExpiresAt: model.now + Model.accessLife,
        refreshTokenExpiresAt: model.now + Model.refreshLife
      })
      learn(run, token, response.body["accessToken"], response.body["refreshToken"])
    })
)

const fail = step<{ readonly ticket: number }>("fail", (run, { ticket: which }) =>
  Effect.gen(function*() {
    const { code, position, ticket, value } = ticketOf(run, which, { unknown: "A063202", expired: "A063301" })
    const response = yield* Call.post("/auth/token/fail", {
      ticket: value,
      reason: "INVALID_RESOURCE_OWNER_CREDENTIALS"
    })
    if (ticket === undefined) return agree(response, 200, { action: "INTERNAL_SERVER_ERROR", resultCode: code })
    Model.useTicket(run.model, position)
    agree(response, 200, { action: "BAD_REQUEST", resultCode: "A067301" })
  }))

const entry = ({ accessExpiry, client, refreshExpiry, scopes, subject, widest }: Model.Token) => ({
  clientId: clients[client].clientId,
  subject,
  scopes: orNone(scopes),
  refreshTokenScopes: widest,
  accessTokenExpiresAt: accessExpiry,
  refreshTokenExpiresAt: refreshExpiry ?? 0
})

/** A token keeps its hash until its value changes, and no other token has it. */
const checkHashes = ({ learned }: Run, tokens: ReadonlyArray<Model.Token>, response: Call.JsonResponse): void =>
  tokens.forEach(({ number }, position) => {
    const hash = String(Call.listed(response)[position]?.["accessTokenHash"])
    expect(hash).toBe(learned.hashes.get(number) ?? hash)
    learned.hashes.set(number, hash)
    expect(new Set(learned.hashes.values()).size).toBe(learned.hashes.size)
  })

export const list = step<{
  readonly client: Model.Client | undefined
  readonly subject: string | undefined
  readonly status: "ALL" | "VALID" | "INVALID"
  readonly start: number
  readonly length: number
}>("list", (run, { client, length, start, status, subject }) =>
  Effect.gen(function*() {
    const { model } = run
    const response = yield* Call.list({
      ...(client === undefined ? {} : { clientIdentifier: clients[client].clientId }),
      ...(subject === undefined ? {} : { subject }),
      tokenStatus: status,
      start,
      end: start + length
    })
    const all = model.tokens.filter(Model.matches(client, subject)).filter((token) =>
      status === "ALL" || Model.isExpired(model, token) === (status === "INVALID")
    )
    const page = all.slice(start, start + length)
    agree(response, 200, { totalCount: all.length, start, end: start + length, subject })
    const told = Call.listed(response)
    const expected = page.map(entry)
    expect(told.length).toBe(expected.length)
    expect(expected.map((fields, index) => named(told[index], fields))).toEqual(expected)
    checkHashes(run, page, response)
  }))

const update = step<{
  readonly which: number
  readonly half: Half
  readonly byHash: boolean
  readonly scopes: ReadonlyArray<string> | undefined
  readonly expiresIn: number | undefined
  readonly newValue: boolean
}>("update", (run, { byHash, expiresIn, half, newValue, scopes, which }) =>
  Effect.gen(function*() {
    const { learned, model } = run
    const number = numberOf(run, which)
    const token = withHalf(run, number, half)
    const identifier = yield* identifierOf(run, number, half, byHash)
    const asked = expiresIn === undefined ? undefined : model.now + expiresIn
    const response = yield* Call.post("/auth/token/update", {
      [`${half}Token${byHash ? "Hash" : ""}`]: identifier,
      scopes,
      accessTokenExpiresAt: asked,
      accessTokenValueUpdated: newValue
    })
    if (token === undefined) return agree(response, 200, { action: "NOT_FOUND", resultCode: "A134202" })
    const changed = {
      ...token,
      scopes: scopes ?? token.scopes,
      accessExpiry: asked === undefined ? token.accessExpiry : Model.kept(asked)
    }
    Model.put(model, changed)
    agree(response, 200, {
      action: "OK",
      scopes: orNone(changed.scopes),
      accessTokenExpiresAt: changed.accessExpiry,
      refreshTokenExpiresAt: changed.refreshExpiry
    })
    if (newValue) {
      learned.hashes.delete(number)
      learn(run, token, response.body["accessToken"], learned.values.get(number)?.refresh)
    }
  }))

/** The first objection to the token, as an action and a code. */
const verdict = (
  model: Model.Model,
  token: Model.Token,
  scopes: ReadonlyArray<string>,
  subject: string | undefined
): readonly [string, string] => {
  if (Model.isExpired(model, token)) {
    if (Model.isRefreshable(model, token)) return ["UNAUTHORIZED", "A065301"]
    return ["UNAUTHORIZED", token.refreshExpiry === undefined ? "A065303" : "A065302"]
  }
  if (!scopes.every((scope) => token.scopes.includes(scope))) {
    return ["FORBIDDEN", token.scopes.length === 0 ? "A064301" : "A064302"]
  }
  if (subject === undefined || subject === token.subject) return ["OK", "A056001"]
  return ["FORBIDDEN", token.subject === undefined ? "A066301" : "A066302"]
}

const nothing = { action: "UNAUTHORIZED", resultCode: "A057302", existent: false, usable: false, refreshable: false }

const introspect = step<{
  readonly which: number
  readonly scopes: ReadonlyArray<string>
  readonly subject: string | undefined
}>("introspect", (run, { scopes, subject, which }) =>
  Effect.gen(function*() {
    const { model } = run
    const number = numberOf(run, which)
    const token = Model.find(model, number)
    const response = yield* Call.introspect(valueOf(run, number, "access"), { scopes, subject })
    if (token === undefined) return agree(response, 200, nothing)
    const [action, resultCode] = verdict(model, token, scopes, subject)
    agree(response, 200, {
      action,
      resultCode,
      existent: true,
      usable: !Model.isExpired(model, token),
      sufficient: scopes.every((scope) => token.scopes.includes(scope)),
      refreshable: Model.isRefreshable(model, token),
      expiresAt: token.accessExpiry,
      clientId: clients[token.client].clientId,
      subject: token.subject,
      scopes: orNone(token.scopes)
    })
  }))

const introspectStale = step<{ readonly which: number }>(
  "introspect a replaced value",
  ({ learned }, { which }) =>
    Effect.map(
      Call.introspect(learned.stale[which % Math.max(1, learned.stale.length)] ?? "of no token"),
      (response) => agree(response, 200, nothing)
    )
)

const revoke = step<{ readonly which: number; readonly half: Half; readonly byHash: boolean }>(
  "revoke",
  (run, { byHash, half, which }) =>
    Effect.gen(function*() {
      const number = numberOf(run, which)
      const isThere = withHalf(run, number, half) !== undefined
      const identifier = yield* identifierOf(run, number, half, byHash)
      const response = yield* Call.post("/auth/token/revoke", { [`${half}TokenIdentifier`]: identifier })
      if (!isThere) return agree(response, 404, { resultCode: "A999208" })
      Model.removeWhere(run.model, (token) => token.number === number)
      agree(response, 200, { count: 1 })
    })
)

const revokeAll = step<{
  readonly client: Model.Client | "unknown" | undefined
  readonly byAlias: boolean
  readonly subject: string | undefined
}>("revoke all", ({ model }, { byAlias, client, subject }) =>
  Effect.gen(function*() {
    const clientIdentifier = typeof client === "number"
      ? byAlias ? clients[client].alias : String(clients[client].clientId)
      : client
    const response = yield* Call.post("/auth/token/revoke", { clientIdentifier, subject })
    if (client === "unknown") return agree(response, 404, { resultCode: "A001218" })
    if (client === undefined && subject === undefined) return agree(response, 400, { resultCode: "A999207" })
    agree(response, 200, { count: Model.removeWhere(model, Model.matches(client, subject)) })
  }))

const remove = step<{ readonly which: number; readonly half: Half; readonly byHash: boolean }>(
  "delete",
  (run, { byHash, half, which }) =>
    Effect.gen(function*() {
      const number = numberOf(run, which)
      const isThere = withHalf(run, number, half) !== undefined
      const response = yield* Call.remove(yield* identifierOf(run, number, half, byHash))
      if (!isThere) return agree(response, 404, { resultCode: "A161202" })
      Model.removeWhere(run.model, (token) => token.number === number)
      agree(response, 204, {})
    })
)

const credentials = (client: Model.Client) => ({
  clientId: String(clients[client].clientId),
  clientSecret: clients[client].secret
})

const revocation = step<{
  readonly which: number
  readonly half: Half
  readonly hint: Half | "unknown" | undefined
  readonly client: Model.Client
}>("revocation", (run, { client, half, hint, which }) =>
  Effect.gen(function*() {
    const number = numberOf(run, which)
    const token = withHalf(run, number, half)
    const form = {
      token: valueOf(run, number, half),
      ...(hint === undefined ? {} : { token_type_hint: `${hint}_token` })
    }
    const response = yield* Call.revocation(form, credentials(client))
    if (token !== undefined && token.client !== client) {
      return agree(response, 200, { action: "BAD_REQUEST", resultCode: "A116301" })
    }
    Model.removeWhere(run.model, (other) => other.number === number && token !== undefined)
    agree(response, 200, { action: "OK", resultCode: "A113001" })
  }))

/** What a refresh ends in: the scopes, or the code of the refusal. */
const refreshed = (
  model: Model.Model,
  token: Model.Token | undefined,
  client: Model.Client,
  scopes: ReadonlyArray<string>
) => {
  if (token === undefined) return { code: "A053305" }
  if (!Model.isRefreshable(model, token)) return { code: "A053308" }
  if (token.client !== client) return { code: "A053307" }
  const granted = token.widest ?? token.scopes
  const asked = scopes.length === 0 ? granted : scopes
  if (!asked.every((scope) => granted.includes(scope))) return { code: "A053309" }
  return { token, scopes: asked, widest: asked.length < granted.length ? granted : undefined }
}

const refresh = step<{
  readonly which: number
  readonly client: Model.Client
  readonly scopes: ReadonlyArray<string>
}>("refresh", (run, { client, scopes, which }) =>
  Effect.gen(function*() {
    const { learned, model } = run
    const number = numberOf(run, which)
    const outcome = refreshed(model, withHalf(run, number, "refresh"), client, scopes)
    const form = {
      grant_type: "refresh_token",
      refresh_token: valueOf(run, number, "refresh"),
      scope: scopes.join(" ")
    }
    const response = yield* Call.token(form, credentials(client))
    if (outcome.token === undefined) return agree(response, 200, { action: "BAD_REQUEST", resultCode: outcome.code })
    const { refreshTokenKept } = model.settings
    const changed = {
      ...outcome.token,
      scopes: outcome.scopes,
      widest: outcome.widest,
      accessExpiry: Model.kept(model.now + Model.accessLife),
      refreshExpiry: refreshTokenKept ? outcome.token.refreshExpiry : Model.kept(model.now + Model.refreshLife)
    }
    Model.put(model, changed)
    agree(response, 200, {
      action: "OK",
      resultCode: "A053001",
      scopes: orNone(changed.scopes),
      accessTokenExpiresAt: model.now + Model.accessLife
    })
    const before = learned.values.get(number)
    expect(response.body["refreshToken"] === before?.refresh).toBe(refreshTokenKept)
    learned.hashes.delete(number)
    learn(run, changed, response.body["accessToken"], response.body["refreshToken"])
  }))

const wait = step<{ readonly millis: number }>("wait", ({ model }, { millis }) => {
  model.now += millis
  return TestClock.setTime(model.now)
})

const { boolean, constantFrom, nat, record } = FastCheck

/** Mostly one of the first, so that a token sees more than one step. */
const which = FastCheck.oneof({ weight: 3, arbitrary: nat({ max: 5 }) }, { weight: 1, arbitrary: nat({ max: 800 }) })
const client = constantFrom<Model.Client>(0, 1)
const subject = constantFrom("john", "jane")
const maybeSubject = FastCheck.option(subject, { nil: undefined })
const scopes = FastCheck.subarray(scopeNames)
const half = constantFrom<Half>("access", "refresh")

const lists = record({
  client: FastCheck.option(client, { nil: undefined }),
  subject: maybeSubject,
  status: constantFrom<"ALL" | "VALID" | "INVALID">("ALL", "VALID", "INVALID"),
  // Near the start, and where the blocks of the store meet.
  start: FastCheck.oneof(nat({ max: 6 }), FastCheck.integer({ min: 240, max: 260 })),
  length: nat({ max: 20 })
})

const creations = record({
  client,
  subject: maybeSubject,
  scopes,
  seconds: constantFrom(undefined, undefined, 1, 15, 60)
})

const updates = record({
  which,
  half,
  byHash: boolean(),
  scopes: FastCheck.option(scopes, { nil: undefined }),
  expiresIn: constantFrom(undefined, -5_000, 1, 499, 500, 20_000),
  newValue: boolean()
})

const revocations = record({
  which,
  half,
  hint: constantFrom<Half | "unknown" | undefined>(undefined, "access", "refresh", "unknown"),
  client
})
const massRevocations = record({
  client: constantFrom<Model.Client | "unknown" | undefined>(undefined, 0, 1, "unknown"),
  byAlias: boolean(),
  subject: maybeSubject
})

const weighted = (weight: number, arbitrary: FastCheck.Arbitrary<Step>) => ({ weight, arbitrary })

export const anyStep: FastCheck.Arbitrary<Step> = FastCheck.oneof(
  weighted(8, creations.map(create)),
  weighted(3, record({ scopes }).map(processPassword)),
  weighted(3, record({ ticket: which, subject }).map(issue)),
  weighted(1, record({ ticket: which }).map(fail)),
  weighted(6, lists.map(list)),
  weighted(4, updates.map(update)),
  weighted(5, record({ which, scopes, subject: maybeSubject }).map(introspect)),
  weighted(1, record({ which }).map(introspectStale)),
  weighted(2, record({ which, half, byHash: boolean() }).map(revoke)),
  weighted(1, massRevocations.map(revokeAll)),
  weighted(2, record({ which, half, byHash: boolean() }).map(remove)),
  weighted(2, revocations.map(revocation)),
  weighted(4, record({ which, client, scopes }).map(refresh)),
  // The last one sets the clock back.
  weighted(4, record({ millis: constantFrom(1, 400, 1_000, 5_000, 10_000, 31_000, -7_000) }).map(wait)),
  // More than one block of the store, sooner or later.
  weighted(2, record({ count: FastCheck.integer({ min: 100, max: 400 }), subject }).map(plant))
)
