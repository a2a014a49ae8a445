/**
 * Values that nobody can guess, in the shape of Authlete's: 256 random bits in base64url, 43 characters.
 */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

const bytesPerValue = 32

/** Bytes for many values at once: asking for them takes longer than making a value of them. */
const makePool = () => ({ bytes: new Uint8Array(128 * bytesPerValue), used: Infinity })

let pool: ReturnType<typeof makePool> | undefined

const nextBytes = (): Uint8Array => {
  pool ??= makePool()
  if (pool.used >= pool.bytes.length) {
    globalThis.crypto.getRandomValues(pool.bytes)
    pool.used = 0
  }
  const bytes = pool.bytes.slice(pool.used, pool.used + bytesPerValue)
  // Nobody is to find what was drawn.
  pool.bytes.fill(0, pool.used, pool.used + bytesPerValue)
  pool.used += bytesPerValue
  return bytes
}

const characterCodes = (bytes: Uint8Array): ReadonlyArray<number> => {
  const codes: Array<number> = []
  for (let bit = 0; bit < 8 * bytes.length; bit += 6) {
    const at = bit >> 3
    const pair = (bytes[at] ?? 0) << 8 | (bytes[at + 1] ?? 0)
    codes.push(alphabet.charCodeAt(pair >> (10 - (bit & 7)) & 63))
  }
  return codes
}

/** All characters at once: a text that is put together piece by piece takes a multiple of the memory. */
export const draw = (): string => String.fromCharCode(...characterCodes(nextBytes()))
