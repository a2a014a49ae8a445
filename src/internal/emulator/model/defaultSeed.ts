/**
 * The clients that the emulator knows unless it is told otherwise.
 */
import * as Schema from "effect/Schema"
import { Seed } from "./seed.js"

const scopes = ["history.read", "timeline.read"]

/**
 * What an emulator starts from unless it is told otherwise: three clients, no tokens, and the service's default settings.
 * Each client may have the scopes `history.read` and `timeline.read`.
 *
 * | id | alias | secret |
 * |---|---|---|
 * | 26888344961664 | `demo` | `emulator-client-secret` |
 * | 26478243745571 | `my-client` | that of the examples in Authlete's documents |
 * | 26862190133482 | `demo-public` | none: the client is public |
 *
 * @since 0.1.0
 * @category seeds
 */
export const defaultSeed: Seed = Schema.decodeSync(Seed)({
  clients: [
    {
      clientId: 26888344961664,
      alias: "demo",
      secret: "emulator-client-secret",
      name: "Demo Client",
      scopes
    },
    // The client of the examples in Authlete's documents, with the secret that stands there.
    {
      clientId: 26478243745571,
      alias: "my-client",
      secret: "gXz97ISgLs4HuXwOZWch8GEmgL4YMvUJwu3er_kDVVGcA0UOhA9avLPbEmoeZdagi9yC_-tEiT2BdRyH9dbrQQ",
      name: "My Client",
      scopes
    },
    {
      clientId: 26862190133482,
      alias: "demo-public",
      type: "PUBLIC",
      name: "Demo Public Client",
      scopes
    }
  ]
})
