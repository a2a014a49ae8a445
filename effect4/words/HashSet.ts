/** The set of loggers is a plain one. */
export const empty = <A>(): ReadonlySet<A> => new Set<A>()

export const add = <A>(set: ReadonlySet<A>, value: A): ReadonlySet<A> => new Set([...set, value])
