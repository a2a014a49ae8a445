import * as Config from "effect/Config"

export type ConfigError = Config.ConfigError

export const isConfigError = (error: unknown): error is ConfigError => error instanceof Config.ConfigError
