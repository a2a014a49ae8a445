import { expect, it } from "@effect/vitest"
import type { Schema } from "effect"
import { Effect, Redacted } from "effect"
import { Introspection, Revocation, Tokens } from "effect-authlete"
import { describe } from "vitest"
import type { Called } from "../../tools/faults/calls.js"
import {
  create,
  fail,
  introspect,
  issue,
  list,
  process,
  revoke,
  revokeByClient,
  standardIntrospect,
  update
} from "../../tools/faults/calls.js"
import { actionOf } from "../support/action.js"
import { observed, rows } from "../support/outcome.js"
import { stub, stubWith } from "../support/stub.js"
import { clientOf } from "../support/transports.js"

interface Variant {
  readonly of: Called
  readonly fields: Schema.Struct.Fields
  /** The fields that the response cannot do without. */
  readonly required: Readonly<Record<string, string>>
}

interface Member {
  readonly fields: Schema.Struct.Fields & { readonly action: Parameters<typeof actionOf>[0] }
}

const secretFields = ["accessToken", "responseContent", "ticket"]

const required: Readonly<Record<string, ReadonlyArray<string>>> = {
  "tokens.process OK": ["responseContent", "accessToken"],
  "tokens.process PASSWORD": ["ticket"],
  "tokens.issue OK": ["responseContent", "accessToken"],
  "tokens.create OK": ["accessToken"],
  "introspection.standardProcess OK": ["responseContent"],
  "introspection.standardProcess JWT": ["responseContent"]
}

const acting = (of: Called, members: ReadonlyArray<Member>): ReadonlyArray<Variant> =>
  members.map(({ fields }) => {
    const action = actionOf(fields.action)
    const names = required[`${of.operation} ${action}`] ?? []
    return { of, fields, required: { action, ...Object.fromEntries(names.map((name) => [name, `the-${name}`])) } }
  })

const responses: ReadonlyArray<Variant> = [
  ...acting(process, Tokens.TokenProcessResponse.members),
  ...acting(issue, Tokens.TokenIssueResponse.members),
  ...acting(fail, Tokens.TokenFailResponse.members),
  ...acting(create, [Tokens.TokenCreateResponse]),
  ...acting(update, [Tokens.TokenUpdateResponse]),
  ...acting(revokeByClient, Revocation.RevocationResponse.members),
  ...acting(introspect, Introspection.IntrospectionResponse.members),
  ...acting(standardIntrospect, Introspection.StandardIntrospectionResponse.members),
  { of: list, fields: Tokens.TokenListResponse.fields, required: {} },
  { of: revoke, fields: Tokens.TokenRevokeResponse.fields, required: {} }
]

const nameOf = ({ of, required: { action = "" } }: Variant) => `${of.operation} ${action}`

const outcomeOf = (of: Called, body: unknown) =>
  observed(Effect.provide(of.call, clientOf({ url: "https://authlete.test" }, stub({ status: 200, body }))))

const decoded = (response: Variant) =>
  Object.fromEntries(
    Object.entries(response.required).map((
      [name, value]
    ) => [name, secretFields.includes(name) && !isPlain(response, name) ? Redacted.make(value) : value])
  )

const isPlain = ({ of }: Variant, name: string) =>
  name === "responseContent" && (of === fail || of === revokeByClient || of === introspect)

describe("a response", () => {
  it.effect.each(rows(responses, nameOf))(
    "of %s may be null in every field that is not required",
    ([, response]) =>
      Effect.gen(function*() {
        const nulls = Object.fromEntries(Object.keys(response.fields).map((name) => [name, null]))
        const outcome = yield* outcomeOf(response.of, { ...nulls, ...response.required })
        expect(outcome).toEqual({ succeeded: decoded(response) })
      })
  )

  it.effect.each(rows(responses, nameOf))(
    "of %s may lack every field that is not required",
    ([, response]) =>
      Effect.gen(function*() {
        const outcome = yield* outcomeOf(response.of, response.required)
        expect(outcome).toEqual({ succeeded: decoded(response) })
      })
  )

  const requiredFields = responses.flatMap((response) =>
    Object.keys(response.required).map((name) => ({ name, response, title: `${nameOf(response)} without ${name}` }))
  )

  it.effect.each(rows(requiredFields, ({ title }) => title))(
    "of %s is refused",
    ([, { name, response }]) =>
      Effect.gen(function*() {
        const outcome = yield* outcomeOf(response.of, { ...response.required, [name]: null })
        expect(outcome).toMatchObject({ failed: { _tag: "InvalidResponse", issues: [{ path: [name] }] } })
      })
  )

  /** A value that fits no field: they hold texts, numbers, booleans, objects and lists of texts or of objects. */
  const odd = [true]

  it.effect.each(rows(responses, nameOf))(
    "of %s is refused where a field is odd",
    ([, response]) =>
      Effect.gen(function*() {
        const names = Object.keys(response.fields)
        const { layer } = stubWith((_, index) => ({
          status: 200,
          body: { ...response.required, [names[index] ?? ""]: odd }
        }))
        const outcomes = yield* Effect.forEach(names, () => observed(response.of.call)).pipe(
          Effect.provide(clientOf({ url: "https://authlete.test" }, { layer }))
        )
        expect(outcomes).toEqual(names.map((name) => ({
          failed: {
            _tag: "InvalidResponse",
            attempts: 1,
            operation: response.of.operation,
            outcome: "unknown",
            status: 200,
            issues: [{
              path: expect.toSatisfy((path: ReadonlyArray<unknown>) => path[0] === name),
              expected: expect.any(String)
            }]
          }
        })))
      })
  )
})
