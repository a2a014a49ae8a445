/**
 * Effect 3's words for the tests: the modules of Effect 4, and beside them what Effect 3 called otherwise.
 */
export {
  Context,
  Data,
  Deferred,
  FiberSet,
  Function,
  Match,
  Option,
  Predicate,
  PubSub,
  Queue,
  Ref,
  Scope
} from "effect"
export * as FastCheck from "fast-check"
export * as Cause from "./Cause.js"
export * as Chunk from "./Chunk.js"
export * as Clock from "./Clock.js"
export * as Config from "./Config.js"
export * as ConfigError from "./ConfigError.js"
export * as ConfigProvider from "./ConfigProvider.js"
export * as Duration from "./Duration.js"
export * as Effect from "./Effect.js"
export * as Either from "./Either.js"
export * as Exit from "./Exit.js"
export * as Fiber from "./Fiber.js"
export * as FiberRef from "./FiberRef.js"
export * as HashSet from "./HashSet.js"
export * as Layer from "./Layer.js"
export * as Logger from "./Logger.js"
export * as Metric from "./Metric.js"
export * as Redacted from "./Redacted.js"
export * as Schedule from "./Schedule.js"
export * as Schema from "./Schema.js"
export * as Stream from "./Stream.js"
export * as Supervisor from "./Supervisor.js"
export * as TestClock from "./TestClock.js"
export * as Tracer from "./Tracer.js"
