import { version } from "../../src/internal/version.js"

/** The headers that the client sends with every call, for those who are compared with it. */
export const headers = { accept: "application/json", "user-agent": `effect-authlete/${version}` }
