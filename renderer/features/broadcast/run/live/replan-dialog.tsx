import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../../bridge/index.ts'
import { useWords } from '../../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, useNow, useToast } from '../../../../ui/index.ts'
import { PlanFields } from '../../time/plan-fields.tsx'
import { formOfTime, readPlan, type Time } from '../../time/plan-form.ts'
import { formatWhen } from '../../time/when.ts'
import type { Progress } from '../progress.ts'

type ReplanDialogProps = {
  readonly progress: Pick<Progress, 'broadcastId' | 'plannedAt' | 'latestAt'>
  readonly onClose: () => void
}

/** The time it has now, where that still lies ahead. */
const timeNow = ({ plannedAt, latestAt }: ReplanDialogProps['progress'], now: number): Time =>
  plannedAt === null || plannedAt <= now ? { kind: 'now' } : { kind: 'at', at: plannedAt, latestAt }

/** Gives a broadcast that has not begun another time. */
export function ReplanDialog({ progress, onClose }: ReplanDialogProps): ReactNode {
  const words = useWords()
  const { t, timeZone } = words
  const toast = useToast()
  const now = useNow(10_000)
  const [form, setForm] = useState(() => formOfTime(timeNow(progress, Date.now()), { now: Date.now(), timeZone }))
  const replanning = useMutationCall('broadcast.replan')
  const reading = readPlan(form, { now, timeZone })
  const plan = async (): Promise<void> => {
    if (reading.time === null || reading.problem !== null) return
    const result = await replanning.run({ broadcastId: progress.broadcastId, time: reading.time })
    if (!result.ok) return
    toast({ text: t('broadcast.planned', { time: formatWhen(reading.time.at, words) }) })
    onClose()
  }
  const footer = (
    <>
      <Button onPress={onClose} testId="broadcast-replan-cancel">
        {t('ui.cancel')}
      </Button>
      <Button
        variant="main"
        icon="clock"
        onPress={() => void plan()}
        isDisabled={reading.time === null || reading.problem !== null}
        isBusy={replanning.isRunning}
        testId="broadcast-replan-confirm"
      >
        {reading.time === null || reading.problem !== null
          ? t('broadcast.live.plan')
          : t('broadcast.replan.confirm', { time: formatWhen(reading.time.at, words) })}
      </Button>
    </>
  )
  return (
    <Dialog title={t('broadcast.replan.title')} isOpen onClose={onClose} size="small" footer={footer} testId="broadcast-replan">
      {replanning.error === null ? null : <ErrorStrip error={replanning.error} />}
      <PlanFields form={form} onChange={setForm} reading={reading} now={now} testId="broadcast-replan" />
      <Quiet isSmall>{t('broadcast.plan.ifOff')}</Quiet>
    </Dialog>
  )
}
