import { useCallback, useEffect, useState } from 'react'
import { call, type AppError, type CallOutput } from '../../../bridge/index.ts'
import type { Draft } from '../use-draft.ts'
import type { Step } from './steps.ts'

export type Review = CallOutput<'broadcast.review'>

/** The review of a draft, and what came of approving it. */
export type Reviewing = {
  readonly review: Review | null
  readonly error: AppError | null
  readonly isLoading: boolean
  readonly isApproving: boolean
  /** True when somebody or something changed the outcome after it was shown; the numbers on screen are the new ones. */
  readonly hasChanged: boolean
  readonly again: () => void
  /** Seals exactly what is shown; answers whether it did. */
  readonly approve: (acceptUnknownPrices: boolean) => Promise<boolean>
}

/**
 * Reviews a draft each time it is wanted: what is not saved yet is saved first, so the review is of what is on screen.
 * @param wantedBy the step that shows the review; null while none does
 */
export function useReview(draft: Draft, wantedBy: Step | null): Reviewing {
  const { flush } = draft
  const [review, setReview] = useState<Review | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [doing, setDoing] = useState<'nothing' | 'loading' | 'approving'>('nothing')
  const [hasChanged, setHasChanged] = useState(false)

  const load = useCallback(async (): Promise<void> => {
    setDoing('loading')
    const broadcastId = await flush()
    if (broadcastId !== null) {
      const result = await call('broadcast.review', { broadcastId })
      setReview(result.ok ? result.value : null)
      setError(result.ok ? null : result.error)
    }
    setDoing('nothing')
  }, [flush])

  useEffect(() => {
    if (wantedBy === null) return
    setHasChanged(false)
    setReview(null)
    void load()
  }, [wantedBy, load])

  const approve = async (acceptUnknownPrices: boolean): Promise<boolean> => {
    if (review === null) return false
    setDoing('approving')
    const result = await call('broadcast.approve', { broadcastId: review.broadcastId, reviewHash: review.reviewHash, acceptUnknownPrices })
    if (result.ok) return true
    if (result.error.code === 'broadcast-review-changed') {
      setHasChanged(true)
      await load()
      return false
    }
    setError(result.error)
    setDoing('nothing')
    return false
  }
  return { review, error, isLoading: doing === 'loading', isApproving: doing === 'approving', hasChanged, again: () => void load(), approve }
}
