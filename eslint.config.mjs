import * as effect from "@effect/eslint-plugin"
import tseslint from "typescript-eslint"

/** Which rooms a file may not import from. Arrows point one way: test -> tools, bench, cli -> src. */
const notFrom = (rooms, message) => ["error", { patterns: [{ regex: `^\\.\\.?/(.*/)?(${rooms})/`, message }] }]

export default tseslint.config(
  { ignores: ["api-reference/**", "doc-examples/**", "dist/**", "coverage/**", "node_modules/**"] },
  ...tseslint.configs.recommended,
  ...effect.configs.dprint,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["*.mjs"] }, tsconfigRootDir: import.meta.dirname }
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
    ignores: ["test/**"],
    rules: {
      "no-restricted-imports": notFrom("test", "Only tests import from test/: what others need stands in tools/.")
    }
  },
  {
    files: ["src/**/*.ts"],
    rules: { "no-restricted-imports": notFrom("test|tools|bench|cli|examples", "src stands alone.") }
  },
  {
    files: ["src/**/*.ts"],
    rules: { "no-console": "error", "@effect/no-import-from-barrel-package": "error" }
  }
)
