/**
 * What RFC 9110, section 5, allows in a header field. A line break in one would let a value end the header.
 */

/** A name is a token. */
export const isHeaderName = (name: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)

/** A value is one line of visible Latin-1 characters, spaces and tabs. JavaScript may pass what is no text at all. */
export const isHeaderValue = (value: unknown): boolean =>
  typeof value === "string" && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
