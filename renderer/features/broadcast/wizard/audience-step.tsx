import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Card, Columns, ErrorStrip, Quiet, Skeleton, TextField } from '../../../ui/index.ts'
import type { Draft } from '../use-draft.ts'
import { useSettled } from '../use-settled.ts'
import { Holdout } from './audience/holdout.tsx'
import { IncludeChoice } from './audience/include-choice.tsx'
import { LeaveOut } from './audience/leave-out.tsx'
import { hasOpenRule, type TypedRules } from './audience/typed-rules.ts'
import { useFixes } from './audience/use-fixes.ts'
import { VerdictSummary } from './verdict-summary.tsx'
import styles from './wizard.module.css'

/** Long enough that a number being stepped is counted once. */
const SETTLE_MS = 150

type AudienceStepProps = {
  readonly draft: Draft
  /** Sentences that are not finished; the draft can't hold them. */
  readonly typed: TypedRules
  readonly onTyped: (typed: TypedRules) => void
}

/** Who is asked, who is left out, and the live count of both. */
export function AudienceStep({ draft, typed, onTyped }: AudienceStepProps): ReactNode {
  const { t } = useWords()
  const { audience } = draft.content
  const set = (change: Partial<typeof audience>): void => draft.change({ audience: { ...audience, ...change } })
  return (
    <Columns ratio="wide-first">
      <div className={styles['column']}>
        <Card title={t('broadcast.audience.name')}>
          <NameField draft={draft} />
          <IncludeChoice
            include={audience.include}
            onChange={(include) => set({ include })}
            typed={typed.include}
            onTyped={(include) => onTyped({ ...typed, include })}
          />
        </Card>
        <LeaveOut audience={audience} onChange={set} typed={typed.exclude} onTyped={(exclude) => onTyped({ ...typed, exclude })} />
        <Holdout percent={audience.holdoutPercent} onChange={(holdoutPercent) => set({ holdoutPercent })} />
      </div>
      <div className={styles['result']}>
        <Card title={t('broadcast.audience.result')}>
          {hasOpenRule(typed) ? <Quiet>{t('broadcast.audience.open')}</Quiet> : <Result draft={draft} />}
        </Card>
      </div>
    </Columns>
  )
}

function Result({ draft }: { readonly draft: Draft }): ReactNode {
  const { t } = useWords()
  const audience = useSettled(draft.content.audience, SETTLE_MS)
  const counts = useCall('broadcast.audience', { audience }, { keepPrevious: true })
  const fixes = useFixes()
  return (
    <>
      {counts.error === null ? null : <ErrorStrip error={counts.error} action={{ label: t('ui.tryAgain'), onAction: counts.refetch }} />}
      {counts.data === undefined && counts.error === null ? <Skeleton rows={5} /> : null}
      {counts.data === undefined ? null : (
        <VerdictSummary counts={counts.data} audience={audience} fixes={fixes} testId="broadcast-audience-verdict" />
      )}
    </>
  )
}

/** The name, for the shop's own eyes; an emptied one is kept as it was. */
function NameField({ draft }: { readonly draft: Draft }): ReactNode {
  const { t } = useWords()
  const [name, setName] = useState(draft.content.name)
  const type = (next: string): void => {
    setName(next)
    if (next.trim() !== '') draft.change({ name: next.trim() })
  }
  return (
    <TextField
      label={t('broadcast.name')}
      value={name}
      onChange={type}
      maxLength={120}
      hint={t('broadcast.nameHint')}
      error={name.trim() === '' ? t('broadcast.nameMissing') : null}
      testId="broadcast-audience-name"
    />
  )
}
