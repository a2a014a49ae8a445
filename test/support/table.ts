/**
 * The rows of a table for `each`, with the name of each first: `"%s"` in the title stands for it, in full.
 */
export const rows = <A>(cases: ReadonlyArray<A>, name: (each: A) => string): ReadonlyArray<readonly [string, A]> =>
  cases.map((each) => [name(each), each])
