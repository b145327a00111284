import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { NumberField, RadioGroup } from '../../../ui/index.ts'
import type { EditProps } from '../types.ts'
import { AnswerField } from './answer-field.tsx'
import { CHAT_VALUES } from './text-values.ts'

const DAYS = 30

/** The first message of a customer, or also the first one after a silence. */
export function GreetingEditor({ work, onChange }: EditProps<'greeting'>): ReactNode {
  const { t } = useWords()
  const { when, answer } = work
  return (
    <>
      <RadioGroup
        label={t('automation.greeting.when')}
        value={when.kind}
        onChange={(kind) => onChange({ ...work, when: kind === 'first-ever' ? { kind } : { kind, days: DAYS } })}
        options={(['first-ever', 'after-silence'] as const).map((value) => ({ value, label: t(`automation.greeting.${value}`) }))}
        testId="automation-greeting-when"
      />
      {when.kind === 'after-silence' ? (
        <NumberField
          label={t('automation.greeting.days')}
          value={when.days}
          min={1}
          max={365}
          onChange={(days) => onChange({ ...work, when: { ...when, days } })}
          testId="automation-greeting-days"
        />
      ) : null}
      <AnswerField
        answer={answer}
        onChange={(next) => onChange({ ...work, answer: next })}
        values={CHAT_VALUES}
        testId="automation-answer"
      />
    </>
  )
}
