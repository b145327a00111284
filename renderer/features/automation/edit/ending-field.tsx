import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Checkbox, TextField } from '../../../ui/index.ts'
import type { Ending } from '../types.ts'
import { MaybeAnswerField } from './answer-field.tsx'
import styles from './edit.module.css'

type EndingFieldProps = { readonly ending: Ending; readonly onChange: (ending: Ending) => void; readonly testId: string }

/** How something ends: what is said, which tag the customer gets, and whether a person takes over. */
export function EndingField({ ending, onChange, testId }: EndingFieldProps): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['ending']}>
      <MaybeAnswerField answer={ending.answer} onChange={(answer) => onChange({ ...ending, answer })} testId={testId} />
      <TextField
        label={t('automation.ending.tag')}
        isOptional
        value={ending.tag}
        onChange={(tag) => onChange({ ...ending, tag })}
        maxLength={60}
        testId={`${testId}-tag`}
      />
      <Checkbox isSelected={ending.handOver} onChange={(handOver) => onChange({ ...ending, handOver })} testId={`${testId}-person`}>
        {t('automation.ending.handOver')}
      </Checkbox>
    </div>
  )
}
