export type { Reported } from "./refusal.js"
