import type * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import type { Codec } from "../../edge/schema.js"
import { Client } from "../../models/client.js"
import type { Changes } from "../../schema/patch.js"
import { changesOf, documentOf, patched } from "../../schema/patch.js"
import * as Encodings from "../encoding.js"
import { ClientUpdateRequest } from "./update.js"

/**
 * The request of `Clients.patch`: which client, and what is to change. A field that is left out stays as it is, and one
 * that is `null` is taken away.
 *
 * @since 0.2.0
 * @category patch
 */
export interface ClientPatchRequest extends Schema.Schema.Type<typeof ClientPatchRequest> {}

/**
 * @since 0.2.0
 * @category patch
 */
export const ClientPatchRequest: Codec<
  Changes<ClientUpdateRequest>,
  Changes<typeof ClientUpdateRequest.Encoded>
> = changesOf(ClientUpdateRequest)

const ClientDocument = documentOf(Client)

/**
 * The client to be changed, as Authlete has it. The changes are checked, and stay here.
 *
 * @internal
 */
export const clientsPatchGet = Operation.make({
  name: "clients.patch",
  method: "GET",
  path: "/client/get/{clientId}",
  encoding: Encodings.none,
  request: ClientPatchRequest,
  response: ClientDocument,
  body: "document",
  resend: Operation.always("read")
})

/**
 * The same client with the changes, as a whole.
 *
 * @internal
 */
export const clientsPatch = Operation.make({
  name: "clients.patch",
  path: "/client/update/{clientId}",
  request: patched(ClientDocument, ClientPatchRequest),
  response: Client,
  resend: Operation.always("idempotent")
})
