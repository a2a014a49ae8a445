/**
 * Brings the arguments into the order that `@effect/cli` needs, and finds mistakes in them. `@effect/cli` takes
 * `--help` and the like at the beginning only. Its one message for a missing value, a misspelt name and an option that
 * is given twice is "unknown argument".
 */
import * as Options from "@effect/cli/Options"
import * as Either from "effect/Either"
import * as LogLevel from "effect/LogLevel"
import * as Option from "effect/Option"

/** The options of each command. */
export type Commands = Readonly<Record<string, Readonly<Record<string, Options.Options<unknown>>>>>

export interface Arguments {
  /** The arguments in the order that `@effect/cli` needs. */
  readonly args: ReadonlyArray<string>
  readonly logLevel: LogLevel.LogLevel
}

/** The options that `@effect/cli` adds to every command. They are also taken without a command. */
const common = { valued: ["--completions"], bare: ["--help", "-h", "--version", "--wizard"] }

const isCommon = (name: string): boolean => [...common.valued, ...common.bare].includes(name)

const logLevelName = "--log-level"

const logLevels = new Map(LogLevel.allLevels.map((level) => [level._tag.toLowerCase(), level]))

/** The names of options that need a value, and of those that have none. */
const namesIn = (
  commands: Commands
): { readonly valued: ReadonlyArray<string>; readonly bare: ReadonlyArray<string> } => {
  const all = Object.values(commands).flatMap((options) => Object.values(options))
  const named = (options: ReadonlyArray<Options.Options<unknown>>) =>
    options.flatMap((option) => Option.toArray(Options.getIdentifier(option)))
  return {
    valued: [logLevelName, ...common.valued, ...named(all.filter((option) => !Options.isBool(option)))],
    bare: [...common.bare, ...named(all.filter((option) => Options.isBool(option)))]
  }
}

/** How many letters differ between two words (Levenshtein distance). */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1]
    for (let at = 0; at < other.length; at++) {
      const replaced = (row[at] ?? 0) + (letter === other[at] ? 0 : 1)
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

/** The name that was most likely meant. */
const suggestion = (word: string, names: ReadonlyArray<string>): string => {
  const [nearest] = names
    .map((name) => ({ name, letters: distance(word, name) }))
    .filter(({ letters, name }) => letters <= 2 && letters < name.length / 2)
    .sort((a, b) => a.letters - b.letters)
  return nearest === undefined ? "" : `; did you mean ${nearest.name}?`
}

interface Read {
  readonly words: ReadonlyArray<string>
  readonly options: ReadonlyMap<string, string | undefined>
}

const read = (args: ReadonlyArray<string>, commands: Commands): Either.Either<Read, string> => {
  const { bare, valued } = namesIn(commands)
  const words: Array<string> = []
  const options = new Map<string, string | undefined>()
  for (let index = 0; index < args.length; index++) {
    const [argument = "", following] = args.slice(index)
    const [, name, attached] = /^(-[^=]*)(?:=(.*))?$/s.exec(argument) ?? []
    if (name === undefined) {
      words.push(argument)
      continue
    }
    if (options.has(name)) return Either.left(`${name} is given more than once`)
    if (bare.includes(name)) {
      if (attached !== undefined) return Either.left(`${name} takes no value`)
      options.set(name, undefined)
      continue
    }
    if (!valued.includes(name)) {
      return Either.left(`there is no option ${name}${suggestion(name, [...bare, ...valued])}`)
    }
    const value = attached ?? following
    // A value that looks like an option has to be attached with `=`.
    if (value === undefined || (attached === undefined && value.startsWith("--"))) {
      return Either.left(`${name} needs a value`)
    }
    if (attached === undefined) index++
    options.set(name, value)
  }
  return Either.right({ words, options })
}

const logLevelOf = (name: string | undefined): Either.Either<LogLevel.LogLevel, string> =>
  name === undefined
    ? Either.right(LogLevel.Info)
    : Either.fromNullable(
      logLevels.get(name),
      () => `${logLevelName} takes one of ${Array.from(logLevels.keys()).join(", ")}`
    )

/** The arguments in order, or what is wrong with them. A request for help is fulfilled whatever else is given. */
export const arranged = (args: ReadonlyArray<string>, commands: Commands): Either.Either<Arguments, string> => {
  const names = Object.keys(commands)
  const asked = args.find((argument) => argument === "--help" || argument === "-h")
  if (asked !== undefined) {
    return Either.right({
      args: [...args.filter((word) => names.includes(word)).slice(0, 1), asked],
      logLevel: LogLevel.Info
    })
  }
  return Either.gen(function*() {
    const { options, words: [command, ...others] } = yield* read(args, commands)
    const logLevel = yield* logLevelOf(options.get(logLevelName))
    if (command !== undefined && !names.includes(command)) {
      return yield* Either.left(`there is no command ${command}; there is ${names.join(", ")}`)
    }
    if (others.length > 0) return yield* Either.left(`unexpected after ${command}: ${others.join(" ")}`)
    const rest = Array.from(options).filter(([name]) => name !== logLevelName)
    if (command === undefined && rest.some(([name]) => !isCommon(name))) {
      return yield* Either.left(`no command is given; there is ${names.join(", ")}`)
    }
    const inOrder = [
      ...rest.filter(([name]) => isCommon(name)),
      ...rest.filter(([name]) => !isCommon(name))
    ]
    return {
      args: [
        ...(command === undefined ? [] : [command]),
        ...inOrder.flatMap(([name, value]) => value === undefined ? [name] : [name, value])
      ],
      logLevel
    }
  })
}
