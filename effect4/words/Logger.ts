import * as Logger from "effect/Logger"

export * from "effect/Logger"
export {
  formatJson as jsonLogger,
  formatLogFmt as logfmtLogger,
  formatSimple as stringLogger,
  formatStructured as structuredLogger
} from "effect/Logger"

export const prettyLogger = Logger.consolePretty
