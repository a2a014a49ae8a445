/**
 * Random values, shaped like Authlete's. Those of tokens, tickets and hashes are 256 bits in base64url, 43 characters.
 */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

const bytesPerValue = 32

/** Random bytes for many values at once, since each call of `getRandomValues` takes longer than all else. */
const makePool = () => ({ bytes: new Uint8Array(128 * bytesPerValue), used: Infinity })

let pool: ReturnType<typeof makePool> | undefined

const nextBytes = (): Uint8Array => {
  pool ??= makePool()
  if (pool.used >= pool.bytes.length) {
    globalThis.crypto.getRandomValues(pool.bytes)
    pool.used = 0
  }
  const bytes = pool.bytes.slice(pool.used, pool.used + bytesPerValue)
  // Used bytes are erased, so that no value stands in memory twice.
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

/** Makes the text in one step: if it is put together piece by piece, V8 takes a multiple of the memory for it. */
export const draw = (): string => String.fromCharCode(...characterCodes(nextBytes()))

/** A number of 14 digits, as ids of clients are. */
export const drawId = (): number =>
  10 ** 13 + nextBytes().slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0) % (9 * 10 ** 13)

/** A secret of a client, which is as long as two tokens. */
export const drawSecret = (): string => draw() + draw()

/** A text of characters of an alphabet of 256 at most, each as likely as the others. */
export const drawText = (characters: string, length: number): string => {
  const usable = 256 - 256 % characters.length
  let text = ""
  while (text.length < length) {
    for (const byte of nextBytes()) {
      if (byte < usable && text.length < length) text += characters.charAt(byte % characters.length)
    }
  }
  return text
}
