import { useEffect, useRef, useState, type ReactNode } from 'react'
import { call, type AppError } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Page, Skeleton, useAnnounce, useToast } from '../../../ui/index.ts'
import type { PlannedTime } from '../time/plan-form.ts'
import { formatWhen } from '../time/when.ts'

type PlanningProps = {
  readonly broadcastId: string
  readonly name: string
  readonly time: PlannedTime
  readonly onDone: () => void
}

/**
 * Plans what was just approved. It asks for the time itself instead of a start, which would send at once where the time
 * passed in between: then it only says so, and a person decides.
 */
export function Planning({ broadcastId, name, time, onDone }: PlanningProps): ReactNode {
  const words = useWords()
  const { t } = words
  const toast = useToast()
  const announce = useAnnounce()
  const [error, setError] = useState<AppError | null>(null)
  const hasAsked = useRef(false)
  useEffect(() => {
    // Effects may run twice; a plan is asked for once.
    if (hasAsked.current) return
    hasAsked.current = true
    void call('broadcast.replan', { broadcastId, time }).then((result) => {
      if (!result.ok) return setError(result.error)
      const planned = t('broadcast.planned', { time: formatWhen(time.at, words) })
      toast({ text: planned })
      announce(planned)
      onDone()
    })
  })
  return (
    <Page title={<bdi>{name}</bdi>} testId="broadcast-planning">
      {error === null ? (
        <Skeleton rows={4} />
      ) : (
        <>
          <ErrorStrip error={error} />
          <Button onPress={onDone} testId="broadcast-planning-open">
            {t('broadcast.starting.open')}
          </Button>
        </>
      )}
    </Page>
  )
}
