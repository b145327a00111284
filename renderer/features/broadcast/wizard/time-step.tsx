import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, Card, Checkbox, Columns, ErrorStrip, Quiet, Strip, useNow } from '../../../ui/index.ts'
import { timeProblem } from '../time/plan-form.ts'
import { formatWhen } from '../time/when.ts'
import type { Draft } from '../use-draft.ts'
import { Finish } from './time-step/finish.tsx'
import { Places } from './time-step/places.tsx'
import { QuietCard } from './time-step/quiet-card.tsx'
import { WhenCard } from './time-step/when-card.tsx'
import type { Reviewing } from './use-review.ts'
import styles from './wizard.module.css'

type TimeStepProps = { readonly draft: Draft; readonly reviewing: Reviewing }

/** When it goes out and how fast, whom the night keeps waiting, and what the laptop must do meanwhile. */
export function TimeStep({ draft, reviewing }: TimeStepProps): ReactNode {
  const { t } = useWords()
  return (
    <Columns>
      <div className={styles['column']}>
        <WhenCard draft={draft} />
        <ComesRound draft={draft} />
        <QuietCard draft={draft} />
        <Card title={t('broadcast.time.heldBack')}>
          <Checkbox
            isSelected={draft.content.retryHeldBack}
            onChange={(retryHeldBack) => draft.change({ retryHeldBack })}
            note={t('broadcast.time.retryNote')}
            testId="broadcast-time-retry"
          >
            {t('broadcast.time.retry')}
          </Checkbox>
        </Card>
      </div>
      <Outcome draft={draft} reviewing={reviewing} />
    </Columns>
  )
}

/** The way from one time to a rule. */
function ComesRound({ draft }: { readonly draft: Draft }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const make = async (): Promise<void> => {
    const broadcastId = await draft.flush()
    if (broadcastId !== null) go(routes.newSeriesOf(broadcastId))
  }
  return (
    <p className={styles['line']}>
      <Button icon="refresh" onPress={() => void make()} needs="series.save" testId="broadcast-time-series">
        {t('broadcast.time.comesRound')}
      </Button>
    </p>
  )
}

function Outcome({ draft, reviewing }: TimeStepProps): ReactNode {
  const words = useWords()
  const { t } = words
  const now = useNow(10_000)
  const { review, error } = reviewing
  const { time, quietHours, keepAwake } = draft.content
  const isLater = time.kind === 'at'
  const startsAt = isLater ? time.at : now
  return (
    <Card title={t('broadcast.time.outcome')}>
      {error === null ? null : <ErrorStrip error={error} action={{ label: t('ui.tryAgain'), onAction: reviewing.again }} />}
      {timeProblem(time, now) === null ? (
        <Finish content={draft.content} review={review} startsAt={startsAt} />
      ) : (
        <Quiet>{t('broadcast.plan.wrong')}</Quiet>
      )}
      {quietHours === null ? null : (
        <Places markets={review?.cost.rows.map((row) => row.market) ?? []} quiet={quietHours} at={startsAt} isLater={isLater} />
      )}
      <Strip tone="info" testId="broadcast-time-laptop">
        {isLater ? t('broadcast.time.laptopThen', { time: formatWhen(time.at, words) }) : t('broadcast.time.laptop')}
      </Strip>
      <Checkbox
        isSelected={keepAwake}
        onChange={(isOn) => draft.change({ keepAwake: isOn })}
        note={t(isLater ? 'broadcast.time.awakeThenNote' : 'broadcast.time.awakeNote')}
        testId="broadcast-time-awake"
      >
        {t('broadcast.time.awake')}
      </Checkbox>
    </Card>
  )
}
