import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Select, TextArea, TextField } from '../../ui/index.ts'

/** What a person types about a customer. */
export type Facts = {
  readonly phone: string
  readonly name: string
  readonly addressAs: string
  readonly language: string
  readonly tags: string
  readonly note: string
}

/** Languages that the shop's templates usually exist in; another one that is kept stays a choice. */
const languages = ['zh_TW', 'zh_CN', 'zh_HK', 'en', 'pt_BR', 'es_MX', 'id', 'hi', 'ar', 'ja', 'ko', 'th', 'vi'] as const

/** Splits what was typed into tags: by commas of any width, semicolons or bars; twice the same counts once. */
export const tagsOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,;|、，；]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
]

type FactsFormProps = {
  readonly facts: Facts
  readonly onChange: (part: Partial<Facts>) => void
  readonly withPhone: boolean
  readonly phoneError: string | null
  readonly testId: string
}

/** The facts of a customer as fields. */
export function FactsForm({ facts, onChange, withPhone, phoneError, testId }: FactsFormProps): ReactNode {
  const { t, locale } = useWords()
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const known =
    languages.some((language) => language === facts.language) || facts.language === '' ? languages : [...languages, facts.language]
  return (
    <>
      {withPhone ? (
        <TextField
          label={t('customer.field.phone')}
          type="tel"
          value={facts.phone}
          onChange={(phone) => onChange({ phone })}
          hint={t('customer.field.phoneHint')}
          isRequired
          autoFocus
          maxLength={64}
          error={phoneError}
          testId={`${testId}-phone`}
        />
      ) : null}
      <TextField
        label={t('customer.field.name')}
        value={facts.name}
        onChange={(name) => onChange({ name })}
        maxLength={200}
        testId={`${testId}-name`}
      />
      <TextField
        label={t('customer.field.addressAs')}
        value={facts.addressAs}
        onChange={(addressAs) => onChange({ addressAs })}
        hint={t('customer.field.addressAsHint')}
        maxLength={100}
        testId={`${testId}-address-as`}
      />
      <Select
        label={t('customer.field.language')}
        value={facts.language === '' ? '-' : facts.language}
        onChange={(language) => onChange({ language: language === '-' ? '' : language })}
        choices={[
          { value: '-', label: t('customer.field.languageUnknown') },
          ...known.map((language) => ({ value: language, label: names.of(language.replace('_', '-')) ?? language })),
        ]}
        testId={`${testId}-language`}
      />
      <TextField
        label={t('customer.field.tags')}
        value={facts.tags}
        onChange={(tags) => onChange({ tags })}
        hint={t('customer.field.tagsHint')}
        testId={`${testId}-tags`}
      />
      <TextArea
        label={t('customer.field.note')}
        value={facts.note}
        onChange={(note) => onChange({ note })}
        maxLength={4000}
        testId={`${testId}-note`}
      />
    </>
  )
}
