/**
 * RFC 8707: the resources that a client application wants a token for.
 */
import * as Either from "effect/Either"
import { copied } from "../model/bounds.js"
import type { ResultCode } from "../model/resultCodes.js"
import { nonEmpty } from "../model/tokenRecord.js"
import type { Parameters } from "./parameters.js"

const isUriText = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

/** A resource is an absolute URI without a fragment. */
const objectionTo = (resource: string): ResultCode | undefined => {
  if (!isUriText(resource)) return "A251306"
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(resource)) {
    return URL.canParse(resource, "https://relative.example") ? "A251307" : "A251306"
  }
  if (!URL.canParse(resource)) return "A251306"
  return resource.includes("#") ? "A251308" : undefined
}

/** The values of the `resource` parameters, each once; `undefined` if there are none. */
export const resourcesOf = (form: Parameters): Either.Either<ReadonlyArray<string> | undefined, ResultCode> => {
  const resources = Array.from(new Set(form.getAll("resource")), copied)
  const [objection] = resources.flatMap((resource) => objectionTo(resource) ?? [])
  return objection === undefined ? Either.right(nonEmpty(resources)) : Either.left(objection)
}
