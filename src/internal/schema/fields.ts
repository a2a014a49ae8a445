/**
 * The vocabulary that the fields of Authlete's requests and responses are written in.
 */
import type * as Redacted from "effect/Redacted"
import * as Schema from "../edge/schema.js"
import type { Codec, Literals } from "../edge/schema.js"
import { annotate, describe, mark, narrow, redacted, refine, transform, union } from "../edge/schema.js"
import { isWellFormed } from "./surrogates.js"

export { literals } from "../edge/schema.js"

/**
 * `optional` is a field of a request that may be left out; `undefined` leaves it out as well. `maybe` is a field of a
 * response that may be absent. Nulls are dropped before a response is decoded (`json.ts`), which is several times cheaper
 * than a schema that takes `null` for every field.
 */
export { maybe, optional } from "../edge/schema.js"

// Secrets

/** Marks the schemas of secrets, so that their values can be kept out of what a server echoes. */
export const SecretId: unique symbol = Symbol.for("effect-authlete/Secret")

/** Marks the schema of a property, whose `value` is a secret if it is `hidden`. */
export const HiddenValueId: unique symbol = Symbol.for("effect-authlete/HiddenValue")

const isOneLine = (text: string) => !/[\r\n\0]/.test(text)

/** Whether there is nothing in a text that could be seen. */
const isBlank = (text: string) => text.trim() === ""

/** A secret in a request: as it is, or `Redacted` as responses give it. */
export type SecretText = string | Redacted.Redacted<string>

const secret = (text: Codec<string>, identifier: string, description: string): Codec<SecretText, string> =>
  mark(describe(union(text, redacted(text)), { identifier, description }), SecretId)

export const Secret = secret(Schema.String, "Secret", "a string or a Redacted string")

/** A secret that has to be a certain text. */
const secretThat = (holds: (text: string) => boolean, identifier: string, description: string) =>
  secret(refine(Schema.String, holds, description), identifier, description)

/**
 * A token, a ticket or an identifier of a token in a request. No token that could ever be presented in an HTTP header
 * contains a line break or a NUL.
 */
export const Token = secretThat(isOneLine, "Token", "a string without CR, LF and NUL")

/**
 * Whether a value can be one segment of a path: URLs drop an empty segment, `.` and `..`; a server may drop a
 * blank one; a lone surrogate cannot be percent-encoded. JavaScript may pass what is no text at all.
 */
export const isPathSegment = (text: unknown): text is string =>
  typeof text === "string" && !isBlank(text) && text !== "." && text !== ".." && isOneLine(text) && isWellFormed(text)

/**
 * A token, or its identifier, that travels as a segment of the path.
 */
export const PathSegment = secretThat(
  isPathSegment,
  "PathSegment",
  "a well-formed string, not blank, not \".\" or \"..\", without CR, LF and NUL"
)

/**
 * A secret in a response.
 */
export const RedactedString: Codec<Redacted.Redacted<string>, string> = mark(redacted(Schema.String), SecretId)

/**
 * A secret in a response that is given in the clear. It is kept out of messages only.
 */
export const PlainSecret: Codec<string> = mark(Schema.String, SecretId)

// Selectors

/**
 * What selects tokens, clients or subjects. Authlete takes a blank for none, and so would do to all of them what was
 * meant for one.
 *
 * As a field it is `maybe(Selector)`: to leave it out is to select all, so a variable that happens to be `undefined` must
 * not do it.
 */
export const Selector: Codec<string> = refine(Schema.String, (text) => !isBlank(text), "a string that is not blank")

const canSelect = (text: string) => !isBlank(text) && isOneLine(text)

const secretSelector = "a string that is not blank, without CR, LF and NUL"

/**
 * The value or the hash of a token that selects it. Its type takes `undefined`, so that a refresh token of a response can
 * be passed on as it is; but one that is not there selects nothing, and is an issue.
 */
export const TokenSelector = secretThat(canSelect, "TokenSelector", secretSelector) as unknown as Codec<
  SecretText | undefined,
  string
>

/** A secret, such as the id of a session, that selects tokens. */
export const SecretSelector = secretThat(canSelect, "SecretSelector", secretSelector)

/** A request with at least one of some fields. */
export type AtLeastOne<A, Name extends keyof A> = {
  readonly [N in Name]: A & Required<Pick<A, N>>
}[Name]

/**
 * The schema of a request that selects what it is about by at least one of some fields.
 */
export const selecting = <A extends object, I, Name extends keyof A & string>(
  schema: Codec<A, I>,
  ...names: ReadonlyArray<Name>
): Codec<AtLeastOne<A, Name>, I> =>
  narrow(
    schema,
    (request): request is AtLeastOne<A, Name> => names.some((name) => Object.hasOwn(request, name)),
    `at least one of ${names.join(", ")}`
  )

// Numbers and texts

/** Marks the schema of a number with what it counts, which a test holds against the name of every field. */
export const UnitId: unique symbol = Symbol.for("effect-authlete/Unit")

export type Unit = "seconds" | "epoch milliseconds" | "epoch seconds" | "count" | "index" | "id"

const integer = (unit: Unit): typeof Schema.Int => annotate(Schema.Int, UnitId, unit)

/** A whole number of seconds. */
export const Seconds = integer("seconds")

/** A point in time, in milliseconds since 1970-01-01T00:00:00Z. */
export const EpochMillis = integer("epoch milliseconds")

/** A point in time, in seconds since 1970-01-01T00:00:00Z. */
export const EpochSeconds = integer("epoch seconds")

/** How many there are of something. */
export const Count = integer("count")

/** A whole number that fits a Java int and is not negative. */
export const Index: Codec<number> = refine(
  integer("index"),
  (index) => index >= 0 && index <= 2147483647,
  "a whole number from 0 to 2147483647"
)

/** Authlete's numeric ids are int64 on the wire; one that a JavaScript number cannot hold exactly is refused. */
export const Int64 = integer("id")

const digits = refine(
  Schema.String,
  (text) => /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)),
  "a whole number"
)

/** An int64 that some responses of Authlete have as the text of a number. */
export const Int64OrText: Codec<number, number | string> = transform(
  describe(union(Int64, digits), { description: "an integer" }),
  Schema.Number,
  {
    decode: Number,
    encode: (id) => id
  }
)

export const Flag = Schema.Boolean

/** The text of a JSON object or array, as Authlete takes and gives it. */
export const JsonText = Schema.String

export const Uri = Schema.String

export const Strings = Schema.Array(Schema.String)

/** One of the known texts, which complete in the editor, or any other. */
export type Open<Known extends string> = Known | (string & {})

/**
 * The set of texts that is closed in a request, as an open one for a response: a value that this version does not know is
 * kept.
 */
export const open = <Known extends string>({ literals }: Literals<Known>): Codec<Open<Known>, string> =>
  describe(Schema.String, { description: `a string such as ${literals.slice(0, 3).join(", ")}` })
