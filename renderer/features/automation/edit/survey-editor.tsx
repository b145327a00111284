import type { ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, IconButton, NumberField } from '../../../ui/index.ts'
import { replaced, without } from '../lists.ts'
import type { EditProps, WorkOf } from '../types.ts'
import { TemplateField } from './due-message-field.tsx'
import styles from './edit.module.css'
import { NumberPair } from './number-pair.tsx'
import { FormFields } from './form-fields.tsx'
import { QuestionField } from './opening-fields.tsx'
import { SpokenTexts } from './spoken-texts.tsx'
import { CHAT_VALUES } from './text-values.ts'

type Choice = WorkOf<'survey'>['choices'][number]

const MOST_CHOICES = 5
const LEAST_CHOICES = 2

/** What is asked after a conversation was closed. */
export function SurveyEditor({ work, onChange }: EditProps<'survey'>): ReactNode {
  const { t } = useWords()
  return (
    <>
      <NumberPair
        counts={[
          {
            label: t('automation.survey.after'),
            value: work.afterMinutes,
            min: 0,
            max: 1380,
            onChange: (afterMinutes) => onChange({ ...work, afterMinutes }),
            testId: 'automation-survey-after',
          },
          {
            label: t('automation.survey.once'),
            value: work.onceInDays,
            min: 1,
            max: 3650,
            onChange: (onceInDays) => onChange({ ...work, onceInDays }),
          },
        ]}
      />
      <QuestionField label={t('automation.flow.question')} texts={work.texts} onChange={(texts) => onChange({ ...work, texts })} />
      <FormFields
        form={work.form}
        buttonLabels={work.buttonLabels}
        onChange={(part) => onChange({ ...work, ...part })}
        testId="automation"
      />
      <Choices work={work} onChange={onChange} />
      <SpokenTexts
        label={t('automation.survey.comment')}
        texts={work.commentTexts}
        onChange={(commentTexts) => onChange({ ...work, commentTexts })}
        isOptional
        testId="automation-survey-comment"
      />
      <SpokenTexts
        label={t('automation.survey.thanks')}
        texts={work.thanksTexts}
        onChange={(thanksTexts) => onChange({ ...work, thanksTexts })}
        isOptional
        testId="automation-survey-thanks"
      />
      <TemplateField
        template={work.template}
        onChange={(template) => onChange({ ...work, template })}
        purpose="notice"
        values={CHAT_VALUES}
        testId="automation-survey"
      />
    </>
  )
}

/** The answers with their scores; 5 is best. */
function Choices({ work, onChange }: EditProps<'survey'>): ReactNode {
  const { t, locale } = useWords()
  const { choices, form } = work
  const keep = (next: Choice[]): void => onChange({ ...work, choices: next })
  const most = form === 'buttons' ? L.buttons : MOST_CHOICES
  const free = [5, 4, 3, 2, 1].find((score) => choices.every((one) => one.score !== score)) ?? 1
  return (
    <section className={styles['group']} aria-label={t('automation.survey.choices')}>
      {choices.map((choice, at) => (
        <div key={at} className={styles['score']} data-testid="automation-survey-choice">
          <NumberField
            label={t('automation.survey.score')}
            value={choice.score}
            min={1}
            max={5}
            onChange={(score) => keep(replaced(choices, at, { ...choice, score }))}
          />
          <SpokenTexts
            label={t(form === 'buttons' ? 'automation.option.button' : 'automation.option.row')}
            texts={choice.labels}
            onChange={(labels) => keep(replaced(choices, at, { ...choice, labels }))}
            mostCharacters={form === 'buttons' ? L.buttonCharacters : L.rowCharacters}
            isShort
            testId="automation-survey-label"
          />
          <IconButton
            icon="trash"
            size="small"
            label={t('automation.survey.removeChoice', { number: at + 1 })}
            isDisabled={choices.length <= LEAST_CHOICES}
            onPress={() => keep(without(choices, at))}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon="plus"
          isDisabled={choices.length >= most}
          onPress={() =>
            keep([...choices, { score: free, labels: [{ language: locale, text: t('automation.new.score', { score: free }) }] }])
          }
        >
          {t('automation.option.add')}
        </Button>
      </div>
    </section>
  )
}
