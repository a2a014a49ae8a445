/**
 * What the emulator is to do with tokens, done so plainly that it is right at a glance: one array, looked through from
 * the front each time. Tokens go by the number of their creation, as their values are drawn.
 */

/** The position of a client among those of the test. */
export type Client = 0 | 1

export interface Token {
  readonly number: number
  readonly client: Client
  readonly subject: string | undefined
  readonly scopes: ReadonlyArray<string>
  /** What a refresh may ask for, where a refresh has asked for less. */
  readonly widest: ReadonlyArray<string> | undefined
  /** In milliseconds. */
  readonly accessExpiry: number
  /** Absent if there is no refresh token. */
  readonly refreshExpiry: number | undefined
}

export interface Ticket {
  readonly scopes: ReadonlyArray<string>
  readonly expiry: number
  readonly used: boolean
}

export interface Settings {
  readonly refreshTokenKept: boolean
  readonly singleAccessTokenPerSubject: boolean
}

export interface Model {
  readonly settings: Settings
  now: number
  tokens: ReadonlyArray<Token>
  tickets: ReadonlyArray<Ticket>
  created: number
}

/** In milliseconds. */
export const accessLife = 10_000
export const refreshLife = 30_000
export const ticketLife = 20_000

/** Whole seconds are what is kept of an expiry. */
export const kept = (millis: number): number => Math.round(millis / 1000) * 1000

export const make = (settings: Settings, now: number): Model => ({ settings, now, tokens: [], tickets: [], created: 0 })

export const append = (model: Model, facts: Omit<Token, "number">): Token => {
  const token = { ...facts, number: model.created++ }
  model.tokens = [...model.tokens, token]
  return token
}

/** A token that is issued now; one without a subject has no refresh token. */
export const issue = (
  model: Model,
  facts: Pick<Token, "client" | "subject" | "scopes">,
  life: number = accessLife
): Token => {
  const { client, subject } = facts
  if (model.settings.singleAccessTokenPerSubject && subject !== undefined) removeWhere(model, matches(client, subject))
  return append(model, {
    ...facts,
    widest: undefined,
    accessExpiry: kept(model.now + life),
    refreshExpiry: subject === undefined ? undefined : kept(model.now + refreshLife)
  })
}

/** Changes a token. */
export const put = (model: Model, changed: Token): void => {
  model.tokens = model.tokens.map((token) => token.number === changed.number ? changed : token)
}

/** Takes tokens away, and says how many. */
export const removeWhere = (model: Model, isGone: (token: Token) => boolean): number => {
  const before = model.tokens.length
  model.tokens = model.tokens.filter((token) => !isGone(token))
  return before - model.tokens.length
}

export const find = (model: Model, number: number): Token | undefined =>
  model.tokens.find((token) => token.number === number)

export const matches = (client: Client | undefined, subject: string | undefined) => (token: Token): boolean =>
  (client === undefined || token.client === client) && (subject === undefined || token.subject === subject)

export const isExpired = ({ now }: Model, { accessExpiry }: Token): boolean => accessExpiry <= now

export const isRefreshable = ({ now }: Model, { refreshExpiry }: Token): boolean =>
  refreshExpiry !== undefined && refreshExpiry > now

export const useTicket = (model: Model, position: number): void => {
  model.tickets = model.tickets.map((ticket, index) => index === position ? { ...ticket, used: true } : ticket)
}
