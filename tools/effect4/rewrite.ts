/**
 * How the text of a file for Effect 3 becomes one for Effect 4. What Effect 4 only calls otherwise stands here; what it
 * does otherwise stands in `effect4/edge`, and for the tests in `effect4/support`.
 */

/** Where a module of Effect 3's packages is in Effect 4. */
export const modules: Readonly<Record<string, string>> = {
  "@effect/platform": "effect/http",
  "@effect/platform/FetchHttpClient": "effect/http/FetchHttpClient",
  "@effect/platform/Headers": "effect/http/Headers",
  "@effect/platform/HttpBody": "effect/http/HttpBody",
  "@effect/platform/HttpClient": "effect/http/HttpClient",
  "@effect/platform/HttpClientError": "effect/http/HttpClientError",
  "@effect/platform/HttpClientRequest": "effect/http/HttpClientRequest",
  "@effect/platform/HttpClientResponse": "effect/http/HttpClientResponse",
  "@effect/platform/UrlParams": "effect/http/UrlParams"
}

const specifier = /(\bfrom |\bimport\(|\bimport )"(@effect\/platform(?:\/[^"]*)?)"/g

/** Puts the modules of Effect 4 in the place of those of Effect 3, also in the examples of comments. */
export const rewriteModules = (text: string, file: string): string =>
  text.replace(specifier, (_, before: string, module: string) => {
    const found = modules[module]
    if (found === undefined) throw new Error(`${file} imports ${module}, which tools/effect4/rewrite.ts does not know.`)
    return `${before}"${found}"`
  })

/** What the examples in the comments of the sources call otherwise in Effect 4. The sources themselves use none of it. */
const inExamples: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bConfig\.redacted\(/g, "Config.Redacted("],
  [/\bEffect\.ignoreLogged\b/g, "Effect.ignore({ log: true })"],
  [/\bLayer\.scoped\(/g, "Layer.effect("],
  [/\bMetric\.tagged\("(\w+)", ("[^"]*")\)/g, "Metric.withAttributes({ $1: $2 })"],
  [/\bSchedule\.intersect\(Schedule\.recurs\((\d+)\)\)/g, "Schedule.upTo({ times: $1 })"],
  [/\bSchema\.(decodeUnknown|decode|encode)\(/g, "Schema.$1Effect("],
  [/\bSchema\.parseJson\(/g, "Schema.fromJsonString("],
  [/\bStream\.fromPubSub\((\w+), \{ scoped: true \}\)/g, "Effect.map(PubSub.subscribe($1), Stream.fromSubscription)"]
]

/** Puts Effect 4's words into the lines of comments. */
export const rewriteExamples = (text: string): string =>
  text.replace(
    /^ \* .*$/gm,
    (comment) => inExamples.reduce((line, [ofEffect3, ofEffect4]) => line.replace(ofEffect3, ofEffect4), comment)
  )

/** The modules that tests get from `effect4/words`, which has Effect 3's words. */
const inWords: Readonly<Record<string, string>> = {
  "effect": "index",
  "@effect/platform/HttpClient": "HttpClient",
  "@effect/platform/HttpClientError": "HttpClientError",
  "@effect/platform-node": "platformNode",
  "@effect/platform-node/NodeHttpClient": "NodeHttpClient",
  "@effect/vitest": "vitest",
  "effect/Schema": "Schema"
}

const anySpecifier = /(\bfrom |\bimport\(|\bimport )"((?:@effect\/)?[^".][^"]*|effect)"/g

/** The same for a test, given the way to the folder of the words. */
export const rewriteTest = (text: string, file: string, words: string): string =>
  rewriteModules(
    text.replace(anySpecifier, (all, before: string, module: string) => {
      const found = inWords[module]
      return found === undefined ? all : `${before}"${words}/${found}.js"`
    }),
    file
  )
