/**
 * How services and references are declared.
 */
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"

/** A service of the context: `class X extends Tag("effect-authlete/X")<X, Service>() {}`. */
export const Tag = Context.Tag

/** A value that a caller may override, with a default: `class X extends Reference<X>()("effect-authlete/X", …) {}`. */
export const Reference = Context.Reference

/** What the layer of a reference provides. */
export type Referred<Self> = Self

/** A layer of several services, which live as long as its scope. */
export const scopedContext = Layer.scopedContext
