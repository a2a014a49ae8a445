export type { Written } from "./response.js"
