import type { ReactNode } from 'react'
import type { AutomationId, QuickReplyId } from '#contract/kernel/values.ts'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Select } from '../../../ui/index.ts'
import type { Answer } from '../types.ts'
import styles from './edit.module.css'
import { ProductsField } from './products-field.tsx'
import { SpokenTexts } from './spoken-texts.tsx'

const NO_QUICK_REPLY = '' as QuickReplyId
const NO_AUTOMATION = '' as AutomationId
const kinds = ['text', 'quick-reply', 'products', 'start'] as const

/** What an answer begins with when its kind is chosen. */
function blankAnswer(kind: Answer['kind'], before: Answer | null, language: string): Answer {
  const texts = before !== null && 'texts' in before && before.texts.length > 0 ? before.texts : [{ language, text: '' }]
  switch (kind) {
    case 'text':
      return { kind, texts }
    case 'quick-reply':
      return { kind, quickReplyId: NO_QUICK_REPLY }
    case 'products':
      return { kind, retailerIds: [], texts: before !== null && 'texts' in before ? texts : [] }
    case 'start':
      return { kind, automationId: NO_AUTOMATION }
  }
}

type AnswerFieldProps<A extends Answer | null> = {
  readonly answer: A
  readonly onChange: (answer: A) => void
  readonly values?: string
  readonly testId: string
}

/** What is said by itself: a text, a quick reply, products, or another automation that begins. */
export function AnswerField(props: AnswerFieldProps<Answer>): ReactNode {
  const { t, locale } = useWords()
  const { answer, onChange, testId } = props
  return (
    <div className={styles['answer']}>
      <Select
        label={t('automation.answer')}
        value={answer.kind}
        choices={kinds.map((kind) => ({ value: kind, label: t(`automation.answer.${kind}`) }))}
        onChange={(kind) => (kind === answer.kind ? undefined : onChange(blankAnswer(kind, answer, locale)))}
        testId={`${testId}-kind`}
      />
      <AnswerBody {...props} />
    </div>
  )
}

/** The same where nothing may be said either. */
export function MaybeAnswerField(props: AnswerFieldProps<Answer | null>): ReactNode {
  const { t, locale } = useWords()
  const { answer, onChange, testId } = props
  return (
    <div className={styles['answer']}>
      <Select
        label={t('automation.answer')}
        value={answer?.kind ?? 'none'}
        choices={(['none', ...kinds] as const).map((kind) => ({ value: kind, label: t(`automation.answer.${kind}`) }))}
        onChange={(kind) => onChange(kind === 'none' ? null : blankAnswer(kind, answer, locale))}
        testId={`${testId}-kind`}
      />
      {answer === null ? null : <AnswerBody {...props} answer={answer} />}
    </div>
  )
}

function AnswerBody({ answer, onChange, values, testId }: AnswerFieldProps<Answer>): ReactNode {
  const { t } = useWords()
  switch (answer.kind) {
    case 'text':
      return (
        <SpokenTexts
          label={t('automation.text')}
          texts={answer.texts}
          onChange={(texts) => onChange({ ...answer, texts })}
          testId={`${testId}-text`}
          {...(values === undefined ? {} : { values })}
        />
      )
    case 'quick-reply':
      return (
        <QuickReplyChoice value={answer.quickReplyId} onChange={(quickReplyId) => onChange({ ...answer, quickReplyId })} testId={testId} />
      )
    case 'products':
      return (
        <>
          <ProductsField
            label={t('automation.products')}
            retailerIds={answer.retailerIds}
            onChange={(retailerIds) => onChange({ ...answer, retailerIds })}
            testId={`${testId}-products`}
          />
          <SpokenTexts
            label={t('automation.text.above')}
            texts={answer.texts}
            onChange={(texts) => onChange({ ...answer, texts })}
            isOptional
            testId={`${testId}-text`}
          />
        </>
      )
    case 'start':
      return (
        <AutomationChoice value={answer.automationId} onChange={(automationId) => onChange({ ...answer, automationId })} testId={testId} />
      )
  }
}

type ChoiceProps<T> = { readonly value: T; readonly onChange: (value: T) => void; readonly testId: string }

function QuickReplyChoice({ value, onChange, testId }: ChoiceProps<QuickReplyId>): ReactNode {
  const { t } = useWords()
  const list = useCall('quickReply.list', {})
  const choices = (list.data?.quickReplies ?? []).map((one) => ({ value: one.quickReplyId, label: one.title, note: one.text.slice(0, 80) }))
  return (
    <Select
      label={t('automation.answer.quick-reply')}
      value={value}
      choices={choices}
      onChange={onChange}
      hint={choices.length === 0 ? t('automation.answer.noQuickReplies') : undefined}
      testId={`${testId}-quick-reply`}
    />
  )
}

const startable: ReadonlySet<string> = new Set(['menu', 'flow', 'recommend'])

function AutomationChoice({ value, onChange, testId }: ChoiceProps<AutomationId>): ReactNode {
  const { t } = useWords()
  const list = useCall('automation.list', {})
  const choices = (list.data?.automations ?? [])
    .filter(({ kind }) => startable.has(kind))
    .map((one) => ({ value: one.automationId, label: one.name, note: t(`automation.kind.${one.kind}`) }))
  return (
    <Select
      label={t('automation.answer.start')}
      value={value}
      choices={choices}
      onChange={onChange}
      hint={choices.length === 0 ? t('automation.answer.noStartable') : undefined}
      testId={`${testId}-start`}
    />
  )
}
