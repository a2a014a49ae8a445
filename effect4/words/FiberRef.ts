/** What FiberRefs were is references. */
export { CurrentLoggers as currentLoggers } from "effect/Logger"
