export * from "effect/Config"
export {
  Boolean as boolean,
  Duration as duration,
  Int as integer,
  Redacted as redacted,
  String as string
} from "effect/Config"
