/**
 * @since 0.1.0
 */

/** The client that runs the operations, and what a caller may set for one call. */
export * as AuthleteClient from "./AuthleteClient.js"

/** An offline Authlete. */
export * as AuthleteEmulator from "./AuthleteEmulator.js"

/** What can go wrong with a call. */
export * as AuthleteError from "./AuthleteError.js"

/** What the clients count. */
export * as AuthleteMetrics from "./AuthleteMetrics.js"

/** The authorization endpoint. */
export * as Authorization from "./Authorization.js"

/** The endpoints of an authorization server. */
export * as AuthorizationServer from "./AuthorizationServer.js"

/** Logout tokens for client applications. */
export * as BackchannelLogout from "./BackchannelLogout.js"

/** Authentication on another device (CIBA). */
export * as Ciba from "./Ciba.js"

/** Challenges for clients that authenticate by an attestation. */
export * as ClientAttestation from "./ClientAttestation.js"

/** Clients: what Authlete knows about client applications. */
export * as Clients from "./Clients.js"

/** Authorization of devices without a browser (RFC 8628). */
export * as DeviceFlow from "./DeviceFlow.js"

/** Dynamic registration of clients (RFC 7591, RFC 7592). */
export * as DynamicRegistration from "./DynamicRegistration.js"

/** OpenID Federation: the entity configuration, and registration of relying parties. */
export * as Federation from "./Federation.js"

/** The grant management endpoint. */
export * as GrantManagement from "./GrantManagement.js"

/** Keys that a hardware security module holds. */
export * as HardwareSecurityKeys from "./HardwareSecurityKeys.js"

/** Introspection of tokens. */
export * as Introspection from "./Introspection.js"

/** A cache of introspections. */
export * as IntrospectionCache from "./IntrospectionCache.js"

/** Verification of JWTs and other JOSE objects. */
export * as Jose from "./Jose.js"

/** Whether the Authlete server is there and well. */
export * as Lifecycle from "./Lifecycle.js"

/** Native SSO: applications of a device that share a session. */
export * as NativeSso from "./NativeSso.js"

/** The operations as data, and how to make one that this library does not know yet. */
export * as Operation from "./Operation.js"

/** Pushed authorization requests (RFC 9126). */
export * as PushedAuthorization from "./PushedAuthorization.js"

/** The guard of an API. */
export * as ResourceServer from "./ResourceServer.js"

/** When, and how often, a call is sent again. */
export * as RetryPolicy from "./RetryPolicy.js"

/** RFC 7009 token revocation. */
export * as Revocation from "./Revocation.js"

/** Services: the settings of authorization servers. */
export * as Services from "./Services.js"

/** Tokens: the token endpoint and administration. */
export * as Tokens from "./Tokens.js"

/** The userinfo endpoint of OpenID Connect. */
export * as UserInfo from "./UserInfo.js"

/** Issuance of verifiable credentials. */
export * as VerifiableCredentials from "./VerifiableCredentials.js"
