import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** The time of the clock, in whole seconds since 1970-01-01T00:00:00Z, as Authlete and JWTs have it. */
export const nowInSeconds = Effect.map(Clock.currentTimeMillis, (millis) => Math.floor(millis / 1000))
