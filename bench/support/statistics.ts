/** The value in the middle, which a pause of the machine does not move. */
export const median = (values: ReadonlyArray<number>): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

export const times = (count: number) => Array.from({ length: count }, (_, index) => index)
