/**
 * Type-checks the line for Effect 4: its edge, its sources, its tests, its bench and its examples.
 *
 *     npm run check:effect4
 */
import { compileOnEffect4 } from "./compile.js"
import { generateBench, generateExamples, generateSources, generateTests } from "./generate.js"

generateSources()
generateTests()
generateBench()
generateExamples()
compileOnEffect4("tsconfig.json")
compileOnEffect4("tsconfig.examples.json")
