export { fieldsReader as reader } from "./requestFields.js"
