/**
 * All the ways in which a value becomes text that somebody may read.
 */
import { Cause, Effect, Exit, FiberRef, HashSet, Logger, Tracer } from "effect"
import { Console } from "node:console"
import { Writable } from "node:stream"
import { inspect } from "node:util"
import { mark } from "../../tools/faults/planted.js"

export interface Rendering {
  readonly how: string
  readonly text: string
}

/** A console of Node's, and what was written to it. */
const capturing = () => {
  const written: Array<string> = []
  const stream = new Writable({
    write: (bytes: Uint8Array, _, done) => {
      written.push(String(bytes))
      done()
    }
  })
  return { console: new Console(stream), text: () => written.join("") }
}

const deep = (value: unknown) => inspect(value, { depth: Infinity, showHidden: true, getters: true })

const attempt = (render: () => string | undefined): string => {
  try {
    return render() ?? ""
  } catch (error) {
    return deep(error)
  }
}

const plainly = (value: unknown): ReadonlyArray<Rendering> => {
  const { console, text } = capturing()
  console.log(value)
  console.dir(value, { depth: null })
  console.error("%s %o %O %j", value, value, value, value)
  return [
    { how: "console", text: text() },
    { how: "util.inspect", text: deep(value) },
    { how: "JSON.stringify", text: attempt(() => JSON.stringify(value)) },
    { how: "String", text: attempt(() => String(value)) },
    { how: "message", text: value instanceof Error ? value.message : "" },
    { how: "stack", text: value instanceof Error ? String(value.stack) : "" },
    { how: "Cause.pretty", text: Cause.pretty(Cause.fail(value), { renderErrorCause: true }) },
    { how: "inspect of a Cause", text: deep(Cause.fail(value)) },
    { how: "JSON of an Exit", text: attempt(() => JSON.stringify(Exit.fail(value))) },
    { how: "inspect of an Exit", text: deep(Exit.fail(value)) },
    { how: "inspect of a squashed Cause", text: deep(Cause.squash(Cause.die(value))) }
  ]
}

const asText: ReadonlyArray<readonly [string, Logger.Logger<unknown, string>]> = [
  ["logfmt", Logger.logfmtLogger],
  ["json", Logger.jsonLogger],
  ["string", Logger.stringLogger],
  ["structured", Logger.map(Logger.structuredLogger, deep)]
]

const toConsole = (["tty", "browser"] as const).map((mode) => Logger.prettyLogger({ colors: false, mode }))

const logging = (value: unknown) =>
  Effect.logError("text", value).pipe(
    Effect.zipRight(Effect.logError(value)),
    Effect.zipRight(Effect.logError("text", Cause.fail(value))),
    Effect.zipRight(Effect.logError("text", Cause.die(value))),
    Effect.zipRight(Effect.annotateLogs(Effect.logError("text"), { value })),
    Effect.withLogSpan("span")
  )

/** What the loggers of Effect make of a value. */
const logged = (value: unknown): Effect.Effect<ReadonlyArray<Rendering>> =>
  Effect.gen(function*() {
    const { console, text } = capturing()
    const lines = asText.map(([how, logger]) => {
      const texts: Array<string> = []
      const keeping = Logger.map(logger, (line) => {
        texts.push(line)
      })
      return { how, keeping, texts }
    })
    const loggers = [...lines.map(({ keeping }) => keeping), ...toConsole].reduce(
      (all, logger) => HashSet.add(all, logger),
      HashSet.empty<Logger.Logger<unknown, unknown>>()
    )
    yield* Effect.consoleWith((usual) =>
      logging(value).pipe(
        Effect.locally(FiberRef.currentLoggers, loggers),
        Effect.withConsole({ ...usual, unsafe: console })
      )
    )
    return [
      ...lines.map(({ how, texts }) => ({ how: `${how} logger`, text: texts.join("\n") })),
      { how: "pretty logger", text: text() }
    ]
  })

/** Everything that a reader of logs may see of a value. */
export const renderings = (value: unknown): Effect.Effect<ReadonlyArray<Rendering>> =>
  Effect.map(logged(value), (logs) => [...plainly(value), ...logs])

/** A tracer that keeps all that it is told. */
export const recordingTracer = () => {
  const told: Array<unknown> = []
  const spans: Array<Tracer.Span> = []
  const tracer = Tracer.make({
    span: (name, parent, context, links, startTime, kind) => {
      const attributes = new Map<string, unknown>()
      told.push({ name, kind, attributes, links })
      const span: Tracer.Span = {
        _tag: "Span",
        name,
        spanId: "0123456789abcdef",
        traceId: "0123456789abcdef0123456789abcdef",
        parent,
        context,
        status: { _tag: "Started", startTime },
        attributes,
        links,
        sampled: true,
        kind,
        end: (endTime, exit) => {
          told.push({ name, endTime, exit })
        },
        attribute: (key, value) => {
          attributes.set(key, value)
        },
        event: (event, at, values) => {
          told.push({ name, event, at, values })
        },
        addLinks: (more) => {
          told.push({ name, more })
        }
      }
      spans.push(span)
      return span
    },
    context: (run) => run()
  })
  return { tracer, spans, text: () => deep(told) }
}

/** Where a mark can be read, with what stands around it. */
export const leaks = (all: ReadonlyArray<Rendering>): ReadonlyArray<string> =>
  all.filter(({ text }) => text.includes(mark)).map(({ how, text }) => {
    const at = text.indexOf(mark)
    return `${how}: …${text.slice(Math.max(0, at - 40), at + 60)}…`
  })
