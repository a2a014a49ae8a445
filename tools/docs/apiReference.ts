/**
 * Generates the pages of the API reference from the sources, in `api-reference`, by the settings of `typedoc.json`. It
 * fails on links that lead nowhere, and on what is exported without a doc comment.
 *
 *     npm run docs
 */
import { Application, type DeclarationReflection, ReferenceReflection } from "typedoc"

const app = await Application.bootstrapWithPlugins({ options: "typedoc.json" })
const project = await app.convert()
if (project === undefined) throw new Error("The sources could not be read.")
app.validate(project)

const isDocumented = ({ comment, signatures = [] }: DeclarationReflection): boolean =>
  comment !== undefined || signatures.some((signature) => signature.comment !== undefined)

/** What a module exports itself, by name, and not what it only passes on. */
const exportsOf = ({ children = [] }: DeclarationReflection) =>
  children.filter((each) => !(each instanceof ReferenceReflection))

/** A schema and its type have one name, and the comment of one serves both. */
const undocumentedIn = (module: DeclarationReflection): ReadonlySet<string> => {
  const names = new Set(exportsOf(module).map(({ name }) => name))
  for (const each of exportsOf(module)) if (isDocumented(each)) names.delete(each.name)
  return names
}

for (const module of project.children ?? []) {
  for (const name of undocumentedIn(module)) app.logger.error(`${module.name}.${name} has no documentation`)
}

if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1
else await app.generateOutputs(project)
