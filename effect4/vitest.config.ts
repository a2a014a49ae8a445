import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const src = (path: string) => fileURLToPath(new URL(`./build/src/${path}`, import.meta.url))

export default defineConfig({
  root: fileURLToPath(new URL("./build", import.meta.url)),
  resolve: {
    alias: [
      { find: /^effect-authlete$/, replacement: src("index.ts") },
      { find: /^effect-authlete\/(.*)$/, replacement: src("$1.ts") }
    ]
  },
  test: {
    include: ["test/**/*.test.ts"],
    // What hangs fails; what a busy machine is slow at does not.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: ["test/setup.ts"]
  }
})
