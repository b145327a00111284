import { useCallback, useRef, useState } from 'react'
import { call, type AppError, type CallOutput } from '../../../bridge/index.ts'
import type { Draft } from '../use-draft.ts'

export type Review = CallOutput<'broadcast.review'>

/** The review of a draft, and what came of approving it. */
export type Reviewing = {
  readonly review: Review | null
  readonly error: AppError | null
  readonly isLoading: boolean
  readonly isApproving: boolean
  /** True when somebody or something changed the outcome after it was shown; the numbers on screen are the new ones. */
  readonly hasChanged: boolean
  /** Forgets what was shown and reviews; for a step that is entered. */
  readonly begin: () => void
  /** Reviews once more; what was shown stays until then. */
  readonly again: () => void
  /** Asks somebody who may approve, then reviews once more. */
  readonly ask: () => void
  readonly isAsking: boolean
  /** Seals exactly what is shown; answers whether it did. */
  readonly approve: (acceptUnknownPrices: boolean) => Promise<boolean>
}

/** Reviews a draft when it is asked to: what is not saved yet is saved first, so the review is of what is on screen. */
export function useReview(draft: Draft): Reviewing {
  const { flush } = draft
  const [review, setReview] = useState<Review | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [doing, setDoing] = useState<'nothing' | 'loading' | 'approving' | 'asking'>('nothing')
  const [hasChanged, setHasChanged] = useState(false)
  const latest = useRef(0)

  const load = useCallback(
    async (how: 'anew' | 'again'): Promise<void> => {
      latest.current += 1
      const turn = latest.current
      setDoing('loading')
      if (how === 'anew') {
        // What an earlier visit saw says nothing about what is on screen now.
        setReview(null)
        setHasChanged(false)
      }
      const broadcastId = await flush()
      if (broadcastId !== null) {
        const result = await call('broadcast.review', { broadcastId })
        // Something was changed while it was on its way: only the last review is of what is on screen.
        if (turn !== latest.current) return
        setReview(result.ok ? result.value : null)
        setError(result.ok ? null : result.error)
      }
      if (turn === latest.current) setDoing('nothing')
    },
    [flush],
  )

  const ask = async (): Promise<void> => {
    setDoing('asking')
    const broadcastId = await flush()
    const result = broadcastId === null ? null : await call('broadcast.askApproval', { broadcastId })
    if (result?.ok === true) return load('again')
    if (result !== null) setError(result.error)
    setDoing('nothing')
  }

  const approve = async (acceptUnknownPrices: boolean): Promise<boolean> => {
    if (review === null) return false
    setDoing('approving')
    await flush()
    const result = await call('broadcast.approve', { broadcastId: review.broadcastId, reviewHash: review.reviewHash, acceptUnknownPrices })
    if (result.ok) return true
    if (result.error.code === 'broadcast-review-changed') {
      setHasChanged(true)
      await load('again')
      return false
    }
    setError(result.error)
    setDoing('nothing')
    return false
  }
  return {
    review,
    error,
    isLoading: doing === 'loading',
    isApproving: doing === 'approving',
    hasChanged,
    begin: () => void load('anew'),
    again: () => void load('again'),
    ask: () => void ask(),
    isAsking: doing === 'asking',
    approve,
  }
}
