/** What a stream is collected to is an array. */
export const toArray = <A>(elements: ReadonlyArray<A>): Array<A> => Array.from(elements)

export const toReadonlyArray = <A>(elements: ReadonlyArray<A>): ReadonlyArray<A> => elements

export const size = (elements: ReadonlyArray<unknown>): number => elements.length
