import * as effect from "@effect/eslint-plugin"
import tseslint from "typescript-eslint"

/** Rooms that a file may not import from. Arrows point one way: test -> tools, bench, cli -> src. */
const notFrom = (rooms, message) => ({ regex: `^\\.\\.?/(.*/)?(${rooms})/`, message })

const outsideOfSrc = notFrom("test|tools|bench|cli|examples", "src stands alone.")

/** What Effect 4 changes, or is unsafe, stands in src/internal/edge, behind words that hold for both majors. */
const onTheEdge = {
  regex: "^effect/(Either|FiberRefs?|FiberId|Runtime|RuntimeFlags|DefaultServices|Schedule(Decision|Intervals?)|" +
    "Metric.*|ConfigError|ParseResult|SchemaAST)$",
  message: "Effect 4 changes this module: take the words of src/internal/edge."
}

const onTheEdgeToo = [
  {
    selector: "CallExpression[callee.object.name=Schema][callee.property.name=/^(Literal|Union|filter|transform)$/]",
    message: "Effect 4 changes this: take the words of src/internal/edge/schema.ts."
  },
  {
    selector: "MemberExpression[property.name=/^unsafe/], ImportSpecifier[imported.name=/^unsafe/]",
    message: "What is unsafe stands in src/internal/edge."
  },
  {
    selector: "MemberExpression[object.name=Effect][property.name=" +
      "/^(async|catchAll|either|locally|mapInputContext|withFiberRuntime|zipLeft|zipRight)$/]",
    message: "Effect 4 calls this otherwise: take another function, or a word of src/internal/edge."
  },
  {
    selector: "MemberExpression[object.name=Context][property.name=/^(Tag|Reference|unsafeMake)$/]",
    message: "Effect 4 changes this: take the words of src/internal/edge/context.ts."
  }
]

/** A scaffold leaves a comment empty for every field (tools/scaffold): it is there to be written. */
const noEmptyComment = {
  create: (context) => ({
    Program: () => {
      for (const { loc, type, value } of context.sourceCode.getAllComments()) {
        if (type === "Block" && !/[^*\s]/.test(value)) context.report({ loc, message: "This comment says nothing." })
      }
    }
  })
}

export default tseslint.config(
  {
    ignores: [
      "effect4/build/**",
      "effect4/node_modules/**",
      "api-reference/**",
      "doc-examples/**",
      "dist/**",
      "coverage/**",
      "node_modules/**"
    ]
  },
  ...tseslint.configs.recommended,
  ...effect.configs.dprint,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.mjs", "docs/reports/promotion/*.mjs"] },
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      "@typescript-eslint/array-type": ["error", { default: "generic", readonly: "generic" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@effect/dprint": ["error", {
        config: {
          indentWidth: 2,
          lineWidth: 120,
          semiColons: "asi",
          quoteStyle: "alwaysDouble",
          trailingCommas: "never",
          operatorPosition: "maintain",
          "arrowFunction.useParentheses": "force"
        }
      }]
    }
  },
  // An interface that extends the type of a schema gives the schema's type a name in hovers and in declarations.
  { rules: { "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }] } },
  {
    // Type tests are tests.
    ignores: ["test/**", "types/**"],
    rules: {
      "no-restricted-imports": ["error", {
        patterns: [notFrom("test", "Only tests import from test/: what others need stands in tools/.")]
      }]
    }
  },
  {
    files: ["src/**/*.ts"],
    plugins: { own: { rules: { "no-empty-comment": noEmptyComment } } },
    rules: {
      "no-console": "error",
      "own/no-empty-comment": "error",
      "@effect/no-import-from-barrel-package": "error",
      "no-restricted-imports": ["error", { patterns: [outsideOfSrc, onTheEdge] }],
      "no-restricted-syntax": ["error", ...onTheEdgeToo]
    }
  },
  {
    // These belong to no program where they stand: the tests of the line for Effect 4 are put among its sources first.
    files: ["effect4/tests/**/*.ts", "effect4/vitest.config.ts"],
    ...tseslint.configs.disableTypeChecked
  },
  {
    // The emulator runs on Effect 3 alone for now.
    files: ["src/internal/edge/**/*.ts", "src/internal/emulator/**/*.ts", "src/AuthleteEmulator.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [outsideOfSrc] }], "no-restricted-syntax": "off" }
  }
)
