import { useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { momentOf } from '../../../template-values/index.ts'
import { Button, DateField, Dialog, Quiet, TimeField } from '../../../ui/index.ts'
import { dayLater } from './snooze-times.ts'

type SnoozeDialogProps = { readonly name: string; readonly onClose: () => void; readonly onSnooze: (until: number) => void }

const DAY_MS = 86_400_000
const LONGEST_DAYS = 365

/** Asks for the day and time at which a chat shall come back; at most a year away. */
export function SnoozeDialog({ name, onClose, onSnooze }: SnoozeDialogProps): ReactNode {
  const { t, timeZone } = useWords()
  const [now] = useState(() => Date.now())
  const [day, setDay] = useState(() => dayLater(now, 1, timeZone))
  const [time, setTime] = useState('09:00')
  const [isTried, setIsTried] = useState(false)
  const at = momentOf(day, time, timeZone)
  const problem = at === null ? 'missing' : at <= now ? 'past' : at - now > LONGEST_DAYS * DAY_MS ? 'far' : null
  const done = (): void => {
    setIsTried(true)
    if (problem !== null || at === null) return
    onClose()
    onSnooze(at)
  }
  return (
    <Dialog
      title={t('inbox.snooze.title', { name })}
      isOpen
      onClose={onClose}
      size="small"
      testId="inbox-snooze"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" icon="snooze" onPress={done} testId="inbox-snooze-done">
            {t('inbox.snooze')}
          </Button>
        </>
      }
    >
      <DateField
        label={t('inbox.snooze.day')}
        value={day}
        onChange={setDay}
        min={dayLater(now, 0, timeZone)}
        error={isTried && problem !== null ? t(`inbox.snooze.problem.${problem}`) : null}
        testId="inbox-snooze-day"
      />
      <TimeField label={t('inbox.snooze.time')} value={time} onChange={setTime} testId="inbox-snooze-time" />
      <Quiet isSmall>{t('inbox.snooze.zone', { zone: timeZone })}</Quiet>
    </Dialog>
  )
}
