/**
 * Base URLs with plain http: those that do not leave the machine, and those where others could read along.
 */
export const loopback = [
  "http://localhost:8787",
  "http://LOCALHOST:8787",
  "HTTP://LOCALHOST",
  "http://127.0.0.1",
  "http://127.0.0.1:8787",
  "http://127.1.2.3",
  "http://127.1.2.3:80",
  "http://[::1]:8787"
]

export const elsewhere = [
  "http://authlete.test",
  "HTTP://AUTHLETE.TEST",
  "http://us.authlete.com",
  // A name server is asked for it.
  "http://authlete.localhost",
  "http://localhost.authlete.test",
  "http://127.0.0.1.authlete.test",
  "http://notlocalhost",
  "http://10.0.0.1",
  "http://10.0.0.1:8080",
  "http://0.0.0.0",
  "http://[::ffff:127.0.0.1]",
  "http://[::2]"
]
