import { HardwareSecurityKeys } from "effect-authlete"
import type { Documented } from "../documented.js"
import { post } from "./post.js"

const handle = "J5kEVyFyrNMhCIDiVCGfSCI1MWnwQVrXzC8WRmk5gmI"

const hsk = {
  kty: "EC",
  use: "sig",
  kid: "jane",
  hsmName: "google",
  handle,
  publicKey: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n",
  alg: "ES256"
}

const succeeded = { resultCode: "A262001", resultMessage: "[A262001] The call was successful.", action: "SUCCESS" }

export const hardwareSecurityKeys: ReadonlyArray<Documented> = [
  post({
    name: "hardwareSecurityKeys.create",
    call: HardwareSecurityKeys.create({ kty: "EC", use: "sig", kid: "jane", hsmName: "google", alg: "ES256" }),
    path: "/hsk/create",
    body: "{\"kty\":\"EC\",\"use\":\"sig\",\"kid\":\"jane\",\"hsmName\":\"google\",\"alg\":\"ES256\"}",
    response: { ...succeeded, hsk }
  }),
  {
    name: "hardwareSecurityKeys.delete",
    call: HardwareSecurityKeys.delete(handle),
    method: "DELETE",
    path: `/hsk/delete/${handle}`,
    body: "",
    response: undefined,
    secrets: []
  },
  {
    name: "hardwareSecurityKeys.get",
    call: HardwareSecurityKeys.get(handle),
    method: "GET",
    path: `/hsk/get/${handle}`,
    body: "",
    response: {
      ...succeeded,
      hsk
    },
    secrets: []
  },
  {
    name: "hardwareSecurityKeys.list",
    call: HardwareSecurityKeys.list(),
    method: "GET",
    path: "/hsk/get/list",
    body: "",
    response: {
      ...succeeded,
      hsks: [hsk]
    },
    secrets: []
  }
]
