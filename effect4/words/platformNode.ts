/**
 * Effect 3's words for `@effect/platform-node`.
 */
export * as Undici from "@effect/platform-node/Undici"
export * as NodeHttpClient from "./NodeHttpClient.js"
