/**
 * The vocabulary that the requests and responses of Authlete are written in.
 */
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { isWellFormed } from "./surrogates.js"

/**
 * A field of a request that may be left out; `undefined` leaves it out as well.
 */
export const optional = Schema.optional

/**
 * A field of a response that may be absent. Nulls are dropped before a response is decoded (`json.ts`), which is
 * several times cheaper than a schema that takes `null` for every field.
 *
 * `Schema.optionalWith` with `exact` makes the same, but brings all its other options into the bundle of an app.
 */
export const maybe = <A, I, R>(
  schema: Schema.Schema<A, I, R>
): Schema.PropertySignature<"?:", A, never, "?:", I, false, R> =>
  Schema.makePropertySignature(new Schema.PropertySignatureDeclaration(schema.ast, true, true, {}, undefined))

/**
 * Marks the schemas of secrets, so that their values can be kept out of what a server echoes.
 */
export const SecretId: unique symbol = Symbol.for("effect-authlete/Secret")

const marked = <A, I>(schema: Schema.Schema<A, I>): Schema.Schema<A, I> => schema.annotations({ [SecretId]: true })

const isOneLine = (text: string) => !/[\r\n\0]/.test(text)

/** A secret in a request: as it is, or `Redacted` as responses give it. */
const secret = (
  text: Schema.Schema<string>,
  identifier: string,
  description: string
): Schema.Schema<string | Redacted.Redacted<string>, string> =>
  marked(Schema.Union(text, Schema.Redacted(text)).annotations({ identifier, description }))

export const Secret = secret(Schema.String, "Secret", "a string or a Redacted string")

/**
 * A token, a ticket or an identifier of a token in a request. No token that could ever be presented in an HTTP header
 * contains a line break or a NUL.
 */
export const Token = secret(Schema.String.pipe(Schema.filter(isOneLine)), "Token", "a string without CR, LF and NUL")

/**
 * Whether a value can be one segment of a path: URLs drop an empty segment, `.` and `..`; a server may drop a
 * blank one; a lone surrogate cannot be percent-encoded. JavaScript may pass what is no text at all.
 */
export const isPathSegment = (text: unknown): text is string =>
  typeof text === "string" && text.trim() !== "" && text !== "." && text !== ".." && isOneLine(text) &&
  isWellFormed(text)

/**
 * A token, or its identifier, that travels as a segment of the path.
 */
export const PathSegment = secret(
  Schema.String.pipe(Schema.filter(isPathSegment)),
  "PathSegment",
  "a well-formed string, not blank, not \".\" or \"..\", without CR, LF and NUL"
)

/**
 * A secret in a response.
 */
export const RedactedString = marked(Schema.Redacted(Schema.String))

/**
 * A closed set of values in a request, an open one in a response: a value that this version does not know is kept, and
 * the known ones still complete in the editor.
 */
export const open = <const Literals extends readonly [string, ...ReadonlyArray<string>]>(
  known: Schema.Literal<[...Literals]>
): Schema.Schema<Literals[number] | (string & {}), string> =>
  Schema.String.annotations({ description: `a string such as ${known.literals.slice(0, 3).join(", ")}` })

/** A whole number of seconds. */
export const Seconds = Schema.Int

/** A point in time, in milliseconds since 1970-01-01T00:00:00Z. */
export const EpochMillis = Schema.Int

/** Authlete's numeric ids are int64 on the wire; one that a JavaScript number cannot hold exactly is refused. */
export const Int64 = Schema.Int

/** A whole number that fits a Java int and is not negative. */
export const Index = Schema.Int.pipe(Schema.between(0, 2147483647))

export const Strings = Schema.Array(Schema.String)

/**
 * The code of a result, such as `A109001`. Some answers of Authlete carry a number instead.
 */
export const ResultCode = Schema.transform(Schema.Union(Schema.String, Schema.Number), Schema.String, {
  strict: true,
  decode: String,
  encode: (code) => code
})

/**
 * What every answer with a body may tell about itself.
 */
export const result = {
  /** The code of the result, such as `A109001`; for people and logs, not to branch on. */
  resultCode: maybe(ResultCode),
  /** What happened, in a sentence of Authlete's. */
  resultMessage: maybe(Schema.String)
}

/**
 * The grant types that Authlete knows.
 *
 * @since 0.1.0
 * @category models
 */
export const GrantType = Schema.Literal(
  "AUTHORIZATION_CODE",
  "IMPLICIT",
  "PASSWORD",
  "CLIENT_CREDENTIALS",
  "REFRESH_TOKEN",
  "CIBA",
  "DEVICE_CODE",
  "TOKEN_EXCHANGE",
  "JWT_BEARER",
  "PRE_AUTHORIZED_CODE"
)

/**
 * A property that Authlete keeps with a token.
 *
 * @since 0.1.0
 * @category models
 */
export interface Property extends Schema.Schema.Type<typeof Property> {}

export const Property = Schema.Struct({
  key: optional(Schema.String),
  value: optional(Schema.String),
  /** Whether the property is kept from the client application; Authlete takes `false` if it is left out. */
  hidden: optional(Schema.Boolean)
})

/**
 * An attribute of a client, a service or a scope.
 *
 * @since 0.1.0
 * @category models
 */
export interface Pair extends Schema.Schema.Type<typeof Pair> {}

export const Pair = Schema.Struct({
  key: optional(Schema.String),
  value: optional(Schema.String)
})

/**
 * A text with the tag of its language, such as `"ja"`.
 *
 * @since 0.1.0
 * @category models
 */
export interface TaggedValue extends Schema.Schema.Type<typeof TaggedValue> {}

export const TaggedValue = Schema.Struct({
  tag: optional(Schema.String),
  value: optional(Schema.String)
})

/**
 * One element of RFC 9396's `authorization_details`.
 *
 * @since 0.1.0
 * @category models
 */
export interface AuthorizationDetailsElement extends Schema.Schema.Type<typeof AuthorizationDetailsElement> {}

export const AuthorizationDetailsElement = Schema.Struct({
  type: Schema.String,
  locations: optional(Strings),
  actions: optional(Strings),
  dataTypes: optional(Strings),
  identifier: optional(Schema.String),
  privileges: optional(Strings),
  /** The members that RFC 9396 does not define, as the text of a JSON object. */
  otherFields: optional(Schema.String)
})

/**
 * RFC 9396's `authorization_details` in Authlete's form: an object that holds the elements.
 *
 * @since 0.1.0
 * @category models
 */
export interface AuthorizationDetails extends Schema.Schema.Type<typeof AuthorizationDetails> {}

export const AuthorizationDetails = Schema.Struct({
  elements: optional(Schema.Array(AuthorizationDetailsElement))
})

/**
 * A scope of the service, with what the service says about it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Scope extends Schema.Schema.Type<typeof Scope> {}

export const Scope = Schema.Struct({
  name: maybe(Schema.String),
  /** Whether the scope counts as requested when a request names no scopes. */
  defaultEntry: maybe(Schema.Boolean),
  description: maybe(Schema.String),
  /** The description in several languages. */
  descriptions: maybe(Schema.Array(TaggedValue)),
  attributes: maybe(Schema.Array(Pair))
})

/**
 * What an answer may tell about the client, and how the client was named in the request for the token.
 */
export const client = {
  clientId: maybe(Int64),
  /** The alias that the client had at the time of the request. */
  clientIdAlias: maybe(Schema.String),
  /** Whether the request named the client by its alias. */
  clientIdAliasUsed: maybe(Schema.Boolean),
  /** The client's entity id, in the sense of OpenID Federation. */
  clientEntityId: maybe(Schema.String),
  /** Whether the request named the client by its entity id. */
  clientEntityIdUsed: maybe(Schema.Boolean),
  /** The URL of the metadata document that the client was resolved through. */
  metadataDocumentLocation: maybe(Schema.String),
  /** Whether the client was resolved through its metadata document instead of Authlete's database. */
  metadataDocumentUsed: maybe(Schema.Boolean),
  /** The attributes of the service that the client belongs to. */
  serviceAttributes: maybe(Schema.Array(Pair)),
  /** The attributes of the client. */
  clientAttributes: maybe(Schema.Array(Pair))
}
