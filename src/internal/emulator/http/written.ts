/**
 * The body of an answer as the emulator writes it down. It is the encoded side of the operation's response schema, so
 * that the compiler sees where the two drift apart, except that a field that may be absent may also be `undefined`:
 * such fields are left out when the answer is rendered.
 */
export type Written<Body> = Body extends ReadonlyArray<infer Item> ? ReadonlyArray<Written<Item>>
  : Body extends object ? { readonly [Key in keyof Body]: WrittenField<Body, Key> }
  : Body

type WrittenField<Body, Key extends keyof Body> = Partial<Pick<Body, Key>> extends Pick<Body, Key>
  ? Written<Body[Key]> | undefined
  : Written<Body[Key]>
