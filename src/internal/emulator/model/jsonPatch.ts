/**
 * JSON Patch, RFC 6902: changes to a document. The document itself stays as it is.
 */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { isTooDeep } from "./bounds.js"

type Path = ReadonlyArray<string>

/** A JSON Pointer, RFC 6901. */
const pathOf = (pointer: unknown): Option.Option<Path> => {
  if (pointer === "") return Option.some([])
  return typeof pointer === "string" && pointer.startsWith("/")
    ? Option.some(pointer.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")))
    : Option.none()
}

const indexIn = (list: ReadonlyArray<unknown>, name: string, most: number): Option.Option<number> =>
  name === "-"
    ? Option.liftPredicate(list.length, (end) => end <= most)
    : /^(0|[1-9]\d{0,9})$/.test(name) && Number(name) <= most
    ? Option.some(Number(name))
    : Option.none()

const child = (value: unknown, name: string): Option.Option<unknown> => {
  if (Array.isArray(value)) return Option.map(indexIn(value, name, value.length - 1), (index): unknown => value[index])
  return Predicate.isRecord(value) && Object.hasOwn(value, name) ? Option.some(value[name]) : Option.none()
}

const find = (document: unknown, path: Path): Option.Option<unknown> =>
  path.reduce((found, name) => Option.flatMap(found, (value) => child(value, name)), Option.some(document))

/** The value with another child in the place of one that it has. */
const withChild = (value: unknown, name: string, next: unknown): unknown =>
  Array.isArray(value)
    ? value.map((item: unknown, index) => String(index) === name ? next : item)
    : { ...value as object, [name]: next }

/** Changes the value that has the end of the path as its child. */
const change = (
  value: unknown,
  [name, ...rest]: Path,
  by: (value: unknown, name: string) => Option.Option<unknown>
): Option.Option<unknown> => {
  if (name === undefined) return Option.none()
  if (rest.length === 0) return by(value, name)
  return Option.map(
    Option.flatMap(child(value, name), (inner) => change(inner, rest, by)),
    (next) => withChild(value, name, next)
  )
}

const inserted = (next: unknown) => (value: unknown, name: string): Option.Option<unknown> => {
  if (Array.isArray(value)) {
    return Option.map(
      indexIn(value, name, value.length),
      (index): unknown => [...value.slice(0, index) as Array<unknown>, next, ...value.slice(index) as Array<unknown>]
    )
  }
  return Predicate.isRecord(value) ? Option.some(withChild(value, name, next)) : Option.none()
}

const replacedBy = (next: unknown) => (value: unknown, name: string): Option.Option<unknown> =>
  Option.map(child(value, name), () => withChild(value, name, next))

const without = (value: unknown, name: string): Option.Option<unknown> =>
  Option.map(child(value, name), () =>
    Array.isArray(value)
      ? value.filter((_, index) => String(index) !== name)
      : Object.fromEntries(Object.entries(value as object).filter(([other]) => other !== name)))

const isSame = (one: unknown, other: unknown): boolean => {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one === other
  const names = Object.keys(one)
  return Array.isArray(one) === Array.isArray(other) && names.length === Object.keys(other).length &&
    names.every((name) => Option.exists(child(other, name), (value) => isSame(Reflect.get(one, name), value)))
}

const add = (document: unknown, path: Path, value: unknown): Option.Option<unknown> =>
  path.length === 0 ? Option.some(value) : change(document, path, inserted(value))

const remove = (document: unknown, path: Path): Option.Option<unknown> => change(document, path, without)

const apply = (document: unknown, step: unknown): Option.Option<unknown> => {
  if (!Predicate.isRecord(step)) return Option.none()
  const value = Object.hasOwn(step, "value") ? Option.some(step["value"]) : Option.none()
  const from = Option.flatMap(
    pathOf(step["from"]),
    (path) => Option.map(find(document, path), (found) => ({ path, found }))
  )
  return Option.flatMap(pathOf(step["path"]), (path) => {
    switch (step["op"]) {
      case "add":
        return Option.flatMap(value, (next) => add(document, path, next))
      case "remove":
        return remove(document, path)
      case "replace":
        return Option.flatMap(
          value,
          (next) => path.length === 0 ? Option.some(next) : change(document, path, replacedBy(next))
        )
      case "move":
        return Option.flatMap(
          from,
          ({ found, path: origin }) => Option.flatMap(remove(document, origin), (rest) => add(rest, path, found))
        )
      case "copy":
        return Option.flatMap(from, ({ found }) => add(document, path, found))
      case "test":
        return Option.flatMap(
          find(document, path),
          (found) => Option.map(Option.filter(value, (expected) => isSame(found, expected)), () => document)
        )
      default:
        return Option.none()
    }
  })
}

/** The document with the changes, or nothing if one of them does not fit. */
export const patched = (document: object, patch: unknown): Option.Option<object> =>
  Array.isArray(patch)
    ? patch.reduce<Option.Option<unknown>>(
      (before, step) =>
        Option.filter(Option.flatMap(before, (value) => apply(value, step)), (value) => !isTooDeep(value)),
      Option.some(document)
    ).pipe(Option.filter(Predicate.isReadonlyRecord))
    : Option.none()
