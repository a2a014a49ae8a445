/** The service of the tests, which is the emulator's and that of Authlete's documents. */
export const serviceId = "715948317"
