import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const src = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^effect-authlete$/, replacement: src("index.ts") },
      { find: /^effect-authlete\/(.*)$/, replacement: src("$1.ts") }
    ]
  },
  test: {
    include: ["test/**/*.test.ts", "examples/**/*.test.ts", "doc-examples/**/*.test.ts"],
    // What hangs fails; what a busy machine is slow at does not.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: ["test/setup.ts"],
    maxWorkers: "100%",
    minWorkers: 1,
    coverage: { provider: "v8", include: ["src/**/*.ts"], reporter: ["text", "lcovonly"] }
  }
})
