export * from "effect/Layer"
export { effect as scoped } from "effect/Layer"
