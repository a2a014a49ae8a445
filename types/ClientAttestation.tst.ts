import { Match } from "effect"
import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { ClientAttestation } from "effect-authlete"
import { expect, test } from "tstyche"

type Response = ClientAttestation.AttestationChallengeResponse

test("ClientAttestation.challenge takes nothing, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  expect(ClientAttestation.challenge).type.toBe<
    () => Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
  >()
})

const status = (code: number) => () => code

test("a match of all actions compiles", () => {
  const match = Match.type<Response>().pipe(
    Match.discriminatorsExhaustive("action")({ OK: status(200), INTERNAL_SERVER_ERROR: status(500) })
  )
  expect(match).type.toBe<(response: Response) => number>()
})

test("a match that forgets an action does not compile", () => {
  Match.type<Response>().pipe(
    // @ts-expect-error Property 'INTERNAL_SERVER_ERROR' is missing
    Match.discriminatorsExhaustive("action")({ OK: status(200) })
  )
})
