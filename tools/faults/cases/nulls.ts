/**
 * Authlete writes `null` where it has nothing to say: a field that is null is one that is not there.
 */
import { Redacted } from "effect"
import { documented } from "../../contract/documented.js"
import type { Called } from "../calls.js"
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
} from "../calls.js"
import type { Case, Theme } from "../case.js"
import { json } from "../http.js"

/** What a response cannot do without, and what of it is secret. */
const needed: ReadonlyArray<readonly [Called, plain: ReadonlyArray<string>, secret: ReadonlyArray<string>]> = [
  [process, ["action"], ["accessToken", "responseContent"]],
  [fail, ["action"], []],
  [issue, ["action"], ["accessToken", "responseContent"]],
  [list, [], []],
  [create, ["action"], ["accessToken"]],
  [update, ["action"], []],
  [revoke, [], []],
  [revokeByClient, ["action"], []],
  [introspect, ["action"], []],
  [standardIntrospect, ["action"], ["responseContent"]]
]

const responseOf = ({ operation }: Called): Readonly<Record<string, unknown>> => {
  const response = documented.find(({ name }) => name === operation)?.response
  return typeof response === "object" ? response : {}
}

const pick = (fields: Readonly<Record<string, unknown>>, names: ReadonlyArray<string>) =>
  Object.fromEntries(names.map((name) => [name, fields[name]]))

const allNull: ReadonlyArray<Case> = needed.map(([of, plain, secret]) => {
  const response = responseOf(of)
  const nothing = Object.fromEntries(Object.keys(response).map((name) => [name, null]))
  return {
    what: `every field of ${of.operation} that may be null`,
    of,
    reply: [json({ ...nothing, ...pick(response, plain), ...pick(response, secret) })],
    ends: {
      succeeds: {
        ...pick(response, plain),
        ...Object.fromEntries(secret.map((name) => [name, Redacted.make(response[name])]))
      }
    }
  }
})

/** One field after the other, of a response that holds no secret. */
const oneNull: ReadonlyArray<Case> = Object.keys(responseOf(introspect)).filter((name) => name !== "action").map(
  (name) => {
    const names = Object.keys(responseOf(introspect))
    return {
      what: `${name} of ${introspect.operation}`,
      of: introspect,
      reply: [json({ ...responseOf(introspect), [name]: null })],
      ends: { succeeds: pick(responseOf(introspect), names.filter((other) => other !== name)) }
    }
  }
)

export const nulls: Theme = {
  theme: "nulls",
  cases: [
    ...allNull,
    ...oneNull,
    {
      what: "fields of elements and of nested objects",
      reply: [
        json({ accessTokens: [{ accessTokenHash: "h", subject: null, scopes: null }], client: { number: null } })
      ],
      ends: { succeeds: { accessTokens: [{ accessTokenHash: "h" }], client: {} } }
    },
    {
      what: "keys and values of attributes",
      of: introspect,
      reply: [json({ action: "OK", clientAttributes: [{ key: null, value: null }, { key: "k", value: null }] })],
      ends: { succeeds: { action: "OK", clientAttributes: [{}, { key: "k" }] } }
    }
  ]
}
