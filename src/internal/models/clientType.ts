import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The client types of RFC 6749, section 2.1: a confidential client can keep a secret, a public one cannot.
 *
 * @since 0.2.0
 * @category models
 */
export type ClientType = "PUBLIC" | "CONFIDENTIAL"

/**
 * @since 0.2.0
 * @category models
 */
export const ClientType: Literals<ClientType> = literals("PUBLIC", "CONFIDENTIAL")
