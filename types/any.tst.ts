import type { Duration, Effect, Redacted, Schedule, Schema, Stream } from "effect"
import type { AuthleteClient, AuthleteError, Introspection, Revocation, Tokens } from "effect-authlete"
import { describe, expect, test } from "tstyche"

/** Types of others, which have their own tests. */
type Opaque =
  | Redacted.Redacted<string>
  | Duration.Duration
  | Schedule.Schedule<unknown, never>
  | ((...args: ReadonlyArray<never>) => unknown)

type IsAny<T> = 0 extends (1 & T) ? true : false

/** The places in a type where `any` is; `never` if there is none. */
type Anys<T, Place extends string> = IsAny<T> extends true ? Place
  : T extends Opaque ? never
  : T extends ReadonlyArray<infer Item> ? Anys<Item, `${Place}[]`>
  : T extends object ? { [Name in keyof T & string]-?: Anys<T[Name], `${Place}.${Name}`> }[keyof T & string]
  : never

/** The places where an export of a module says `any`: what it takes, gives, fails with and needs. */
type InExport<Export, Name extends string> = IsAny<Export> extends true ? Name
  : Export extends Schema.Schema<infer Type, infer Encoded, infer Context>
    ? Anys<Type, `${Name} type`> | Anys<Encoded, `${Name} encoded`> | Anys<Context, `${Name} context`>
  : Export extends (...args: infer Arguments) => Effect.Effect<infer A, infer E, infer R>
    ? Anys<Arguments, `${Name} takes`> | Anys<A, `${Name} gives`> | Anys<E, `${Name} fails`> | Anys<R, `${Name} needs`>
  : Export extends (...args: infer Arguments) => Stream.Stream<infer A, infer E, infer R>
    ? Anys<Arguments, `${Name} takes`> | Anys<A, `${Name} gives`> | Anys<E, `${Name} fails`> | Anys<R, `${Name} needs`>
  : Export extends (...args: infer Arguments) => infer Result ?
    Anys<Arguments, `${Name} takes`> | Anys<Result, `${Name} gives`>
  : never

type InModule<Module> = { [Name in keyof Module & string]: InExport<Module[Name], Name> }[keyof Module & string]

type Nowhere = "nowhere"

describe("the search for any", () => {
  interface Deep {
    readonly a?: ReadonlyArray<{ readonly b: ReturnType<typeof JSON.parse> } | { readonly c: string }>
  }

  test("finds one deep in a response", () => {
    expect<InExport<() => Effect.Effect<Deep>, "op">>().type.toBe<"op gives.a[].b">()
  })

  test("finds one in the error", () => {
    expect<InExport<() => Effect.Effect<string, ReturnType<typeof JSON.parse>>, "op">>().type.toBe<"op fails">()
  })
})

describe("there is no any in what is exported by", () => {
  test("Tokens", () => {
    expect<Nowhere | InModule<typeof Tokens>>().type.toBe<Nowhere>()
  })

  test("Revocation", () => {
    expect<Nowhere | InModule<typeof Revocation>>().type.toBe<Nowhere>()
  })

  test("Introspection", () => {
    expect<Nowhere | InModule<typeof Introspection>>().type.toBe<Nowhere>()
  })

  test("AuthleteError", () => {
    expect<Nowhere | InModule<typeof AuthleteError>>().type.toBe<Nowhere>()
  })

  test("AuthleteClient, as far as its options go", () => {
    expect<Nowhere | Anys<AuthleteClient.Options, "Options">>().type.toBe<Nowhere>()
  })
})
