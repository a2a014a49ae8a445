/**
 * What a struct holds by what its fields hold: the part that is the same for both majors of Effect. How a field says that
 * it may be absent stands in `edge/schema.ts`.
 */

type Held<S> = S extends { readonly Type: unknown } ? S["Type"] : never

type OnWire<S> = S extends { readonly Encoded: unknown } ? S["Encoded"] : never

// Each is mapped by a parameter that is of `keyof F`, since the comments of fields would get lost otherwise.

type Required<F, K extends keyof F> = { readonly [P in K]: Held<F[P]> }

type Optional<F, K extends keyof F> = { readonly [P in K]?: Held<F[P]> }

type RequiredOnWire<F, K extends keyof F> = { readonly [P in K]: OnWire<F[P]> }

type OptionalOnWire<F, K extends keyof F> = { readonly [P in K]?: OnWire<F[P]> }

/** What a struct holds, some fields of which may be absent. */
export type HeldBy<F, Absent extends keyof F> = Required<F, Exclude<keyof F, Absent>> & Optional<F, Absent>

/** What it is on the wire. */
export type OnWireBy<F, Absent extends keyof F> =
  & RequiredOnWire<F, Exclude<keyof F, Absent>>
  & OptionalOnWire<F, Absent>
