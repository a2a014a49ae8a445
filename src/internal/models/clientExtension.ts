import * as Schema from "../edge/schema.js"
import { Flag, maybe, Seconds, Strings } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const clientExtension = Schema.Struct({
  /** Whether the client may ask for the scopes in `requestableScopes` only; `false` lets it ask for any. */
  requestableScopesEnabled: maybe(Flag),
  /** The scopes that the client may ask for. */
  requestableScopes: maybe(Strings),
  /** The lifetime of the client's access tokens, in seconds. It counts if it is not 0 and below that of the service. */
  accessTokenDuration: maybe(Seconds),
  /** The lifetime of the client's refresh tokens, in seconds. It counts if it is not 0 and below that of the service. */
  refreshTokenDuration: maybe(Seconds),
  /** The lifetime of the client's ID tokens, in seconds. It counts if it is not 0 and below that of the service. */
  idTokenDuration: maybe(Seconds),
  /** Whether the client may exchange tokens (RFC 8693) at a service that leaves it to the clients that have permission. */
  tokenExchangePermitted: maybe(Flag)
})

/**
 * The settings of a client that no specification knows.
 *
 * @since 0.2.0
 * @category models
 */
export interface ClientExtension extends TypeOf<typeof clientExtension.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const ClientExtension: Model<typeof clientExtension.fields, ClientExtension> = clientExtension
