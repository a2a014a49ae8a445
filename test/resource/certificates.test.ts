/**
 * Tokens that are bound to a certificate, from the connection and from the header of a proxy: over sockets, the client of
 * this library, and the emulator.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { ResourceServer } from "effect-authlete"
import { selfSigned } from "../../tools/faults/certificate.js"
import { certificate, certificateThumbprint, otherCertificate } from "../emulator/holders.js"
import type { Setup } from "./guardedServer.js"
import { bearerHeaders, guardedServer } from "./guardedServer.js"

const thumbprint = certificateThumbprint(certificate)

const base64 = (pem: string) => pem.replace(/-----[A-Z ]+-----|\s/g, "")

/** A server behind a proxy that puts the certificate into a header, and a token that is bound to one. */
const behindProxy = (
  options: Setup["options"] = { certificate: ResourceServer.certificateFromHeader("Client-Cert") }
) =>
  Effect.gen(function*() {
    const server = yield* guardedServer({ options })
    const token = yield* server.issue({ certificateThumbprint: thumbprint })
    const askWith = (certificate?: string | ReadonlyArray<string>) =>
      server.ask({
        headers: { ...bearerHeaders(token), ...(certificate !== undefined && { "client-cert": certificate }) }
      })
    return { ...server, askWith, token }
  })

describe("a token that is bound to a certificate", () => {
  const ways: ReadonlyArray<readonly [who: string, value: string]> = [
    ["RFC 9440 has it", `:${base64(certificate)}:`],
    ["nginx escapes it", encodeURIComponent(certificate)],
    ["Apache puts it into a line", certificate.replace(/\n/g, " ").trim()]
  ]
  for (const [who, value] of ways) {
    it.scoped(`passes with it in the header of the proxy, as ${who}`, () =>
      Effect.gen(function*() {
        const { askWith } = yield* behindProxy()
        expect((yield* askWith(value)).status).toBe(200)
      }))
  }

  const wrong: ReadonlyArray<readonly [name: string, value: string | ReadonlyArray<string> | undefined]> = [
    ["without a certificate", undefined],
    ["with another certificate", `:${base64(otherCertificate)}:`],
    ["with half of the certificate", `:${base64(certificate).slice(0, 200)}:`],
    ["with what is no certificate", ":aGVsbG8=:"],
    ["with what is nothing at all", "%"],
    ["with two certificates", [`:${base64(certificate)}:`, `:${base64(otherCertificate)}:`]]
  ]
  for (const [name, value] of wrong) {
    it.scoped(`is refused ${name}`, () =>
      Effect.gen(function*() {
        const { askWith } = yield* behindProxy()
        const { challenge, status } = yield* askWith(value)
        expect(status).toBe(401)
        expect(challenge).toMatch(/^Bearer error="invalid_token"/)
      }))
  }

  it.scoped("is refused with another certificate after it has passed with the right one", () =>
    Effect.gen(function*() {
      const { askWith } = yield* behindProxy()
      for (let round = 0; round < 2; round++) {
        expect((yield* askWith(`:${base64(certificate)}:`)).status).toBe(200)
        expect((yield* askWith(`:${base64(otherCertificate)}:`)).status).toBe(401)
        expect((yield* askWith()).status).toBe(401)
      }
    }))

  it.scoped("is refused with the header where no proxy is trusted to set it", () =>
    Effect.gen(function*() {
      const { askWith } = yield* behindProxy({})
      expect((yield* askWith(`:${base64(certificate)}:`)).status).toBe(401)
    }))
})

describe("where only bound tokens are taken", () => {
  it.scoped("a token that is bound to nothing is refused with any certificate", () =>
    Effect.gen(function*() {
      const { ask, askWith, issue } = yield* behindProxy({
        senderConstrained: true,
        certificate: ResourceServer.certificateFromHeader("client-cert")
      })
      const headers = { ...bearerHeaders(yield* issue()), "client-cert": `:${base64(certificate)}:` }
      const { challenge, status } = yield* ask({ headers })
      expect(status).toBe(401)
      expect(challenge).toMatch(/^Bearer error="invalid_token"/)
      expect((yield* askWith(`:${base64(certificate)}:`)).status).toBe(200)
    }))
})

describe("a certificate of the connection", () => {
  const [server, mine, other] = [selfSigned(), selfSigned(), selfSigned()]

  it.scoped("lets the token pass that is bound to it, and no other one does", () =>
    Effect.gen(function*() {
      const { ask, issue } = yield* guardedServer({
        // Clients sign their certificates themselves (RFC 8705, section 2.2): the guard compares, and asks for no chain.
        tls: { key: server.key, cert: server.cert, requestCert: true, rejectUnauthorized: false },
        options: { certificate: ResourceServer.certificateFromConnection }
      })
      const headers = bearerHeaders(yield* issue({ certificateThumbprint: certificateThumbprint(mine.cert) }))
      const ca = server.cert
      expect((yield* ask({ headers, tls: { ca, ...mine } })).status).toBe(200)
      expect((yield* ask({ headers, tls: { ca, ...other } })).status).toBe(401)
      expect((yield* ask({ headers, tls: { ca } })).status).toBe(401)
    }))

  it.scoped("is none of a connection without TLS", () =>
    Effect.gen(function*() {
      const { ask, issue } = yield* guardedServer({
        options: { certificate: ResourceServer.certificateFromConnection }
      })
      const headers = bearerHeaders(yield* issue({ certificateThumbprint: thumbprint }))
      expect((yield* ask({ headers })).status).toBe(401)
    }))
})
