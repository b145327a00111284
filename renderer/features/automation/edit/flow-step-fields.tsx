import type { ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { blankOption } from '../blank-work.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, NumberField, Select, Strip, More } from '../../../ui/index.ts'
import { replaced } from '../lists.ts'
import type { Choice, FlowStep } from '../types.ts'
import styles from './edit.module.css'
import { stepName, unreached } from './flow-steps.ts'
import { FormFields, LabelFields, mostOf } from './form-fields.tsx'
import { KeepField } from './keep-field.tsx'
import { NextField } from './next-field.tsx'
import { PartFrame } from './part-frame.tsx'
import { SpokenTexts } from './spoken-texts.tsx'
import { CHAT_VALUES } from './text-values.ts'

type StepAnswer = FlowStep['answer']
type StepProps = { readonly step: FlowStep; readonly steps: readonly FlowStep[]; readonly onChange: (step: FlowStep) => void }

/** One question: its words, what counts as an answer, where the answer is kept, and what comes next. */
export function FlowStepFields({ step, steps, onChange }: StepProps): ReactNode {
  const { t, locale } = useWords()
  const blankAnswers: { readonly [K in StepAnswer['kind']]: () => StepAnswer } = {
    text: () => ({ kind: 'text' }),
    number: () => ({ kind: 'number', least: null, most: null }),
    date: () => ({ kind: 'date' }),
    choice: () => ({
      kind: 'choice',
      form: 'buttons',
      buttonLabels: [],
      options: [1, 2].map((number) => blankOption([{ language: locale, text: t('automation.new.optionOf', { number }) }])),
    }),
  }
  return (
    <>
      {unreached(steps).includes(step.stepId) ? <Strip tone="warning">{t('automation.flow.unreached')}</Strip> : null}
      <SpokenTexts
        label={t('automation.flow.question')}
        texts={step.texts}
        onChange={(texts) => onChange({ ...step, texts })}
        mostCharacters={step.answer.kind === 'choice' ? L.menuTextCharacters : L.textCharacters}
        values={CHAT_VALUES}
        testId="automation-step-text"
      />
      <Select
        label={t('automation.flow.answer')}
        value={step.answer.kind}
        choices={(['text', 'number', 'date', 'choice'] as const).map((kind) => ({
          value: kind,
          label: t(`automation.flow.answer.${kind}`),
        }))}
        onChange={(kind) => onChange({ ...step, answer: blankAnswers[kind]() })}
        testId="automation-step-answer"
      />
      {step.answer.kind === 'number' ? <NumberBounds answer={step.answer} onChange={(answer) => onChange({ ...step, answer })} /> : null}
      {step.answer.kind === 'choice' ? <Branches step={step} answer={step.answer} steps={steps} onChange={onChange} /> : null}
      <NextField
        label={t(step.answer.kind === 'choice' ? 'automation.flow.nextElse' : 'automation.flow.next')}
        next={step.next}
        steps={steps}
        own={step.stepId}
        canBeSame={false}
        onChange={(next) => (next === null ? undefined : onChange({ ...step, next }))}
        testId="automation-step-next"
      />
      <More title={t('automation.flow.more')}>
        <KeepField step={step} onChange={onChange} />
        <SpokenTexts
          label={t('automation.flow.again')}
          texts={step.againTexts}
          onChange={(againTexts) => onChange({ ...step, againTexts })}
          isOptional
          testId="automation-step-again"
        />
      </More>
    </>
  )
}

type NumberBoundsProps = {
  readonly answer: Extract<StepAnswer, { readonly kind: 'number' }>
  readonly onChange: (answer: StepAnswer) => void
}

/** The smallest and largest number that counts; either may be left out. */
function NumberBounds({ answer, onChange }: NumberBoundsProps): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['pair']}>
      {(['least', 'most'] as const).map((bound) => (
        <div key={bound}>
          <Checkbox isSelected={answer[bound] !== null} onChange={(isOn) => onChange({ ...answer, [bound]: isOn ? 1 : null })}>
            {t(`automation.flow.${bound}.on`)}
          </Checkbox>
          {answer[bound] === null ? null : (
            <NumberField
              label={t(`automation.flow.${bound}`)}
              value={answer[bound]}
              onChange={(value) => onChange({ ...answer, [bound]: value })}
            />
          )}
        </div>
      ))}
    </div>
  )
}

type BranchesProps = StepProps & { readonly answer: Extract<StepAnswer, { readonly kind: 'choice' }> }

/** The answers to tap, each with where it leads, set in below their question. */
function Branches({ step, answer, steps, onChange }: BranchesProps): ReactNode {
  const { t, locale } = useWords()
  const { options, form } = answer
  const name = stepName(steps, steps.indexOf(step), t)
  const keep = (next: Choice[]): void => onChange({ ...step, answer: { ...answer, options: next } })
  const blank = (): Choice => blankOption([{ language: locale, text: t('automation.new.optionOf', { number: options.length + 1 }) }])
  return (
    <div className={styles['branches']} role="group" aria-label={t('automation.flow.branches', { step: name })}>
      <FormFields
        form={form}
        buttonLabels={answer.buttonLabels}
        onChange={(part) => onChange({ ...step, answer: { ...answer, ...part } })}
        testId="automation-step"
      />
      {options.map((option, at) => (
        <PartFrame
          key={option.optionId}
          title={t('automation.flow.branch', { number: at + 1, label: option.labels[0]?.text ?? '' })}
          list={options}
          at={at}
          onChange={keep}
          isKept
          testId="automation-branch"
        >
          <LabelFields
            form={form}
            labels={option.labels}
            descriptions={option.descriptions}
            onChange={(part) => keep(replaced(options, at, { ...option, ...part }))}
            testId="automation-branch"
          />
          <NextField
            label={t('automation.flow.leads')}
            next={option.next}
            steps={steps}
            own={step.stepId}
            canBeSame
            onChange={(next) => keep(replaced(options, at, { ...option, next }))}
            testId="automation-branch-next"
          />
        </PartFrame>
      ))}
      <div>
        <Button
          size="small"
          icon="plus"
          onPress={() => keep([...options, blank()])}
          isDisabled={options.length >= mostOf(form)}
          testId="automation-branch-add"
        >
          {t('automation.flow.addBranch')}
        </Button>
      </div>
    </div>
  )
}
