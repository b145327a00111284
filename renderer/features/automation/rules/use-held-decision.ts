import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppError } from '#contract/kernel/result.ts'
import { call, useMutationCall, type CallOutput } from '../../../bridge/index.ts'

export type Doubt = CallOutput<'automation.doubts'>['doubts'][number]
export type Decision = NonNullable<Doubt['settled']>['decision']

/** As long as a notice with Undo stands. */
const HELD_MS = 10_000

/**
 * Holds a decision for ten seconds before it is written: an entry in somebody's consent history can not be taken out again, so
 * Undo has to come before it. Whoever leaves the screen meanwhile has decided.
 */
export function useHeldDecision({ doubtId }: Doubt): {
  readonly held: Decision | null
  readonly decide: (decision: Decision) => void
  readonly takeBack: () => void
  readonly error: AppError | null
} {
  const settling = useMutationCall('automation.settleDoubt')
  const { run } = settling
  const [held, setHeld] = useState<Decision | null>(null)
  const waiting = useRef<Decision | null>(null)
  const hold = useCallback((decision: Decision | null): void => {
    waiting.current = decision
    setHeld(decision)
  }, [])
  useEffect(() => {
    if (held === null) return undefined
    const timer = setTimeout(() => {
      waiting.current = null
      void run({ doubtId, decision: held }).then((result) => (result.ok ? undefined : setHeld(null)))
    }, HELD_MS)
    return () => clearTimeout(timer)
  }, [held, doubtId, run])
  useEffect(
    () => () => {
      if (waiting.current !== null) void call('automation.settleDoubt', { doubtId, decision: waiting.current })
    },
    [doubtId],
  )
  return { held, decide: hold, takeBack: () => hold(null), error: settling.error }
}
