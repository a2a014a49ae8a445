import { HttpClient, HttpClientRequest } from "@effect/platform"
import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import { inProcess, list, path } from "./support.js"

describe("the HttpClient of the emulator", () => {
  inProcess.test("fails for a request that cannot be sent, as other transports do", () =>
    Effect.gen(function*() {
      const request = HttpClientRequest.bodyText(HttpClientRequest.get(path("/auth/token/get/list")), "a body")
      const error = yield* Effect.flip(HttpClient.execute(request))
      expect(error).toMatchObject({ _tag: "RequestError", reason: "Encode", cause: expect.any(TypeError) })
      expect((yield* list()).status).toBe(200)
    }))

  inProcess.test("fails for a header that cannot be sent", () =>
    Effect.gen(function*() {
      const request = HttpClientRequest.setHeader(HttpClientRequest.get(path("/auth/token/get/list")), "x-text", "a\nb")
      expect((yield* Effect.flip(HttpClient.execute(request)))._tag).toBe("RequestError")
    }))
})
