/**
 * A self-signed certificate for an address, made anew each time, so that no key lies in the repository. Node makes keys
 * and signatures but no certificates: this writes the few fields of one in DER.
 */
import { generateKeyPairSync, sign } from "node:crypto"

const der = (tag: number, ...parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Uint8Array.of(tag, ...size), content])
}

const sequence = (...parts: ReadonlyArray<Uint8Array>) => der(0x30, ...parts)
const integer = (value: number) => der(0x02, Uint8Array.of(value))
const octets = (content: Uint8Array) => der(0x04, content)
const bits = (content: Uint8Array) => der(0x03, Uint8Array.of(0), content)
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"))

/** UTCTime: the digits of the date without the century. */
const time = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().replace(/\..*$|[-:T]/g, "").slice(2)}Z`))

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"))
const name = sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from("127.0.0.1")))))

/** The alternative names, which are what clients look at: here, an IP address. */
const addressIs = (address: string) => {
  const bytes = Uint8Array.from(address.split(".").map(Number))
  return der(0xa3, sequence(sequence(oid("551d11"), octets(sequence(der(0x87, bytes))))))
}

const day = 86_400_000

export interface Certified {
  readonly key: string
  readonly cert: string
}

export const selfSigned = (
  { address = "127.0.0.1", validUntil = Date.now() + day }: {
    readonly address?: string
    readonly validUntil?: number
  } = {}
): Certified => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const body = sequence(
    der(0xa0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    name,
    sequence(time(new Date(validUntil - 2 * day)), time(new Date(validUntil))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    addressIs(address)
  )
  const whole = Buffer.from(sequence(body, ecdsaWithSha256, bits(sign("sha256", body, privateKey))))
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? []
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n")
  }
}
