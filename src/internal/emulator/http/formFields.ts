export { formReader, queryReader } from "./requestFields.js"
