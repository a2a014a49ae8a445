/**
 * Secrets that can be found again in any text, since each of them holds one mark that nothing else holds.
 */

export const mark = "planted"

export const planted = (name: string): string => `${mark}-${name}`

/** The access token of the service. */
export const plantedBearer = planted("bearer")

/** The service of the tests, which is the emulator's and that of Authlete's documents. */
export const serviceId = "715948317"
