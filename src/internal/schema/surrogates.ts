/**
 * Lone surrogates: halves of characters that no encoding but JavaScript's own can hold.
 */
const lone = /\p{Surrogate}/gu

/** Whether the text can be percent-encoded, or written in UTF-8, without a loss. */
export const isWellFormed = (text: string): boolean => text.search(lone) < 0

export const withoutLone = (text: string): string => text.replace(lone, "")
