/**
 * How services and references are declared.
 */
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"

/** A service of the context: `class X extends Tag("effect-authlete/X")<X, Service>() {}`. */
export const Tag = <const Id extends string>(id: Id) => <Self, Shape>() => Context.Service<Self, Shape>()(id)

/** A reference that is declared as a class. */
export interface ReferenceOf<Self, Shape> extends Context.Reference<Shape> {
  readonly "~effect-authlete/Self"?: Self
}

/** A value that a caller may override, with a default: `class X extends Reference<X>()("effect-authlete/X", …) {}`. */
export const Reference = <Self>() =>
<const Id extends string, Shape>(
  id: Id,
  options: { readonly defaultValue: () => Shape }
): ReferenceOf<Self, Shape> => Context.Reference<Shape>(id, options)

/** What the layer of a reference provides: nothing that a program could lack. */
export type Referred<Self> = Extract<Self, never>

/** A layer of several services, which live as long as its scope. */
export const scopedContext = Layer.effectContext
