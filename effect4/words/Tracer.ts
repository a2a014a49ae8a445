import type * as Option from "effect/Option"
import * as Tracer from "effect/Tracer"

export * from "effect/Tracer"

type OptionsOfSpan = Parameters<Tracer.Tracer["span"]>[0]

/** A span, which has the name `context` for what Effect 4 calls its annotations. */
export interface Span extends Omit<Tracer.Span, "annotations"> {
  readonly context?: OptionsOfSpan["annotations"]
}

/** Makes a tracer whose spans are made by arguments in a row. */
export const make = ({ span }: {
  readonly span: (
    name: string,
    parent: Option.Option<Tracer.AnySpan>,
    context: OptionsOfSpan["annotations"],
    links: Array<Tracer.SpanLink>,
    startTime: bigint,
    kind: Tracer.SpanKind
  ) => Span
  readonly context: <A>(run: () => A) => A
}): Tracer.Tracer =>
  Tracer.make({
    span: ({ annotations, kind, links, name, parent, startTime }) =>
      Object.assign(span(name, parent, annotations, links, startTime, kind), { annotations })
  })
