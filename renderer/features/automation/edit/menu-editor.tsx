import type { ReactNode } from 'react'
import { noEnding } from '../blank-work.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button } from '../../../ui/index.ts'
import { newPartId, replaced } from '../lists.ts'
import type { EditProps, WorkOf } from '../types.ts'
import { EndingField } from './ending-field.tsx'
import { FormFields, LabelFields, mostOf } from './form-fields.tsx'
import { OpenWords, QuestionField } from './opening-fields.tsx'
import { PartFrame } from './part-frame.tsx'

type Option = WorkOf<'menu'>['options'][number]

/** A question with buttons or a list, and what each of them does. */
export function MenuEditor({ work, onChange }: EditProps<'menu'>): ReactNode {
  const { t, locale } = useWords()
  const { options, form } = work
  const keep = (next: Option[]): void => onChange({ ...work, options: next })
  const blank = (): Option => ({
    optionId: newPartId(),
    labels: [{ language: locale, text: t('automation.new.optionOf', { number: options.length + 1 }) }],
    descriptions: [],
    ending: noEnding,
  })
  return (
    <>
      <OpenWords words={work.words} onChange={(words) => onChange({ ...work, words })} />
      <QuestionField label={t('automation.menu.text')} texts={work.texts} onChange={(texts) => onChange({ ...work, texts })} />
      <FormFields form={form} buttonLabels={work.buttonLabels} onChange={(part) => onChange({ ...work, ...part })} testId="automation" />
      {options.map((option, at) => (
        <PartFrame
          key={option.optionId}
          title={t('automation.option', { number: at + 1, label: option.labels[0]?.text ?? '' })}
          list={options}
          at={at}
          onChange={keep}
          isKept
          testId="automation-option"
        >
          <LabelFields
            form={form}
            labels={option.labels}
            descriptions={option.descriptions}
            onChange={(part) => keep(replaced(options, at, { ...option, ...part }))}
            testId="automation-option"
          />
          <EndingField
            ending={option.ending}
            onChange={(ending) => keep(replaced(options, at, { ...option, ending }))}
            testId="automation-option-ending"
          />
        </PartFrame>
      ))}
      <div>
        <Button
          icon="plus"
          onPress={() => keep([...options, blank()])}
          isDisabled={options.length >= mostOf(form)}
          testId="automation-option-add"
        >
          {t('automation.option.add')}
        </Button>
      </div>
    </>
  )
}
