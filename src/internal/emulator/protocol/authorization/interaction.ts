/**
 * What an authorization request says about the login and consent pages.
 */
import * as Either from "effect/Either"
import type { ClientRecord } from "../../model/client.js"
import type { ServiceRecord } from "../../model/service.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import type { Parameters } from "../parameters.js"
import type { RequestedClaims } from "./claims.js"
import { isEssential, requestedValues } from "./claims.js"
import type { Checked } from "./objection.js"
import { invalidRequest, object, single, words } from "./objection.js"

const displays = ["PAGE", "POPUP", "TOUCH", "WAP"] as const

type Display = typeof displays[number]

const displayOf = ({ supportedDisplays }: ServiceRecord, form: Parameters): Checked<Display> =>
  Either.flatMap(single(form, "display", "A015302"), (value): Checked<Display> => {
    if (value === undefined) return Either.right("PAGE")
    const display = displays.find((each) => each.toLowerCase() === value)
    if (display === undefined) return invalidRequest("A015303")
    return (supportedDisplays ?? ["PAGE"]).includes(display) ? Either.right(display) : invalidRequest("A015305")
  })

const prompts = ["NONE", "LOGIN", "CONSENT", "SELECT_ACCOUNT", "CREATE"] as const

export type Prompt = typeof prompts[number]

const promptsOf = (form: Parameters): Checked<ReadonlyArray<Prompt> | undefined> =>
  Either.flatMap(words(form, "prompt", "A016302"), (values = []): Checked<ReadonlyArray<Prompt> | undefined> => {
    const found = values.flatMap((value) => prompts.find((prompt) => prompt.toLowerCase() === value) ?? [])
    if (found.length < values.length) return invalidRequest("A016303")
    return found.includes("NONE") && found.length > 1 ? invalidRequest("A016304") : Either.right(nonEmpty(found))
  })

/** In seconds. 0, which asks for a new login, counts as none in Authlete's response: `prompts` tells it apart. */
const maxAgeOf = ({ defaultMaxAge = 0 }: ClientRecord, form: Parameters): Checked<number> =>
  Either.flatMap(single(form, "max_age", "A017302"), (value): Checked<number> => {
    if (value === undefined) return Either.right(defaultMaxAge)
    if (value === "") return invalidRequest("A017303")
    if (/^-\d+$/.test(value)) return invalidRequest("A017305")
    return /^\d{1,9}$/.test(value) ? Either.right(Number(value)) : invalidRequest("A017304")
  })

const purposeOf = (form: Parameters): Checked<string | undefined> =>
  Either.flatMap(single(form, "purpose", "A252302"), (value) => {
    if (value !== undefined && value.length < 3) return invalidRequest("A252303")
    return value !== undefined && value.length > 300 ? invalidRequest("A252304") : Either.right(value)
  })

interface Acrs {
  readonly acrs: ReadonlyArray<string> | undefined
  readonly acrEssential: boolean
}

/** The authentication contexts that are asked for: by the `claims` parameter, by `acr_values`, or always by the client. */
const acrsOf = (
  { supportedAcrs = [] }: ServiceRecord,
  { defaultAcrs }: ClientRecord,
  form: Parameters,
  { idToken }: RequestedClaims
): Checked<Acrs> =>
  Either.gen(function*() {
    const claim = idToken?.["acr"]
    const values = yield* words(form, "acr_values", "A021302")
    const requested = requestedValues(claim) ?? nonEmpty(values ?? [])
    if (requested !== undefined && supportedAcrs.length === 0) return yield* invalidRequest("A021303")
    const acrs = (requested ?? defaultAcrs ?? []).filter((acr) => supportedAcrs.includes(acr))
    const acrEssential = requestedValues(claim) !== undefined && isEssential(claim)
    return acrEssential && acrs.length === 0
      ? yield* object("unmet_authentication_requirements", "A021304")
      : { acrs: nonEmpty(acrs), acrEssential }
  })

/** The fields of the response about the login and consent pages. */
export const interactionOf = (
  service: ServiceRecord,
  client: ClientRecord,
  form: Parameters,
  claims: RequestedClaims
) =>
  Either.gen(function*() {
    return {
      display: yield* displayOf(service, form),
      prompts: yield* promptsOf(form),
      maxAge: yield* maxAgeOf(client, form),
      uiLocales: yield* words(form, "ui_locales", "A018302"),
      claimsLocales: yield* words(form, "claims_locales", "A020302"),
      loginHint: yield* single(form, "login_hint", "A069302"),
      purpose: yield* purposeOf(form),
      ...yield* acrsOf(service, client, form, claims)
    }
  })
