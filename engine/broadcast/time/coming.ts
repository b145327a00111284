/** One time at which a series comes round. */
export type ComingTime = { readonly seriesId: string; readonly name: string; readonly at: number; readonly keepsAwake: boolean }

/** What series add to the times of broadcasts; the room of series gives it once it is there. */
export type SeriesTimes = {
  /** Carries out what is due; answers when the next time comes (ms), null when none does. */
  look(): Promise<number | null>
  /** Times to come up to one, in order. */
  comingTimes(span: { readonly from: number; readonly to: number }): ComingTime[]
}

export const NO_SERIES: SeriesTimes = { look: async () => null, comingTimes: () => [] }
