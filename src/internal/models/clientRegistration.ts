import { JsonText, maybe, RedactedString, Selector, Token } from "../schema/fields.js"
import { Client } from "./client.js"

const ownFields = {
  /** The client, by its `client_id`: the last segment of the path of the client application's request. */
  clientId: Selector,
  /** The registration access token, which the client application presented as a `Bearer` token. */
  token: Token
}

export interface RegisteredClientFields extends Readonly<typeof ownFields> {}

/**
 * How a client application names its own registration, and proves that it may (RFC 7592).
 */
export const registeredClient: RegisteredClientFields = ownFields

const metadataFields = {
  /** The metadata of the client, with `client_secret` and `registration_access_token`, as the text of a JSON object. */
  responseContent: RedactedString,
  /** The client as Authlete has it. */
  client: maybe(Client)
}

export interface RegistrationFields extends Readonly<typeof metadataFields> {}

/**
 * What the client application is told of its registration.
 */
export const registration: RegistrationFields = metadataFields

const refusalFields = {
  /** The error for the client application, as the text of a JSON object. */
  responseContent: maybe(JsonText)
}

export interface RegistrationRefusalFields extends Readonly<typeof refusalFields> {}

/**
 * What the client application is told if its request is refused.
 */
export const registrationRefusal: RegistrationRefusalFields = refusalFields
