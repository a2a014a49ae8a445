export * from "effect/Redacted"
export { wipeUnsafe as unsafeWipe } from "effect/Redacted"
