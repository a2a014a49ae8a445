export * from "effect/http/HttpClient"
export { TracerDisabledWhen as currentTracerDisabledWhen } from "effect/http/HttpClient"
