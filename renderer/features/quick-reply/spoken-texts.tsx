import { useState, type ReactNode } from 'react'
import { languageName, useWords } from '../../i18n/index.ts'
import { Button, Select, Stack, Tabs, TextArea } from '../../ui/index.ts'

/** One text in one language. */
export type Spoken = { readonly language: string; readonly text: string }

/** Languages that shops are asked in; what a customer speaks is written so. */
const LANGUAGES = ['en', 'zh-TW', 'zh-CN', 'ja', 'ko', 'th', 'vi', 'id', 'ms', 'hi', 'ar', 'es', 'pt-BR', 'fr', 'de'] as const

type SpokenTextsProps = {
  /** The first is for whom no other fits. */
  readonly texts: readonly Spoken[]
  readonly onChange: (texts: readonly Spoken[]) => void
  /** Which one is looked at, by its place. */
  readonly shown: number
  readonly onShow: (place: number) => void
  readonly error: string | null
  readonly testId: string
}

const LONGEST_TEXT = 4096
/** Fields that the engine fills in for each customer. */
const fields = ['name', 'addressAs', 'shop'] as const

/** A text for each language, one tab each. */
export function SpokenTexts({ texts, onChange, shown, onShow, error, testId }: SpokenTextsProps): ReactNode {
  const { t, locale } = useWords()
  const current = texts[shown] ?? texts[0] ?? { language: locale, text: '' }
  const write = (text: string): void => onChange(texts.map((one, place) => (place === shown ? { ...one, text } : one)))
  const editor = (
    <Stack gap={2}>
      <TextArea
        label={
          shown === 0 && texts.length > 1
            ? t('quick-reply.dialog.main', { language: languageName(current.language, locale) })
            : t('quick-reply.dialog.text')
        }
        value={current.text}
        onChange={write}
        isRequired
        rows={5}
        maxLength={LONGEST_TEXT}
        isCounted
        hint={t('quick-reply.dialog.fields')}
        error={error}
        testId={`${testId}-text`}
      />
      <Stack isRow gap={2}>
        {fields.map((field) => (
          <Button key={field} size="small" onPress={() => write(`${current.text}{{${field}}}`)} testId={`${testId}-field-${field}`}>
            {t(`quick-reply.dialog.field.${field}`)}
          </Button>
        ))}
        {shown === 0 ? null : (
          <Button
            size="small"
            variant="quiet"
            icon="trash"
            onPress={() => {
              onChange(texts.filter((_, place) => place !== shown))
              onShow(0)
            }}
            testId={`${testId}-language-remove`}
          >
            {t('quick-reply.dialog.removeLanguage', { language: languageName(current.language, locale) })}
          </Button>
        )}
      </Stack>
    </Stack>
  )
  return (
    <Stack gap={2}>
      <Tabs
        label={t('quick-reply.dialog.languages')}
        value={String(shown)}
        onChange={(place) => onShow(Number(place))}
        tabs={texts.map(({ language }, place) => ({ id: String(place), label: languageName(language, locale) }))}
        testId={`${testId}-language`}
      >
        {editor}
      </Tabs>
      <Select
        label={t('quick-reply.dialog.addLanguage')}
        value={null}
        placeholder={t('quick-reply.dialog.language')}
        choices={LANGUAGES.filter((language) => texts.every((one) => one.language !== language)).map((language) => ({
          value: language,
          label: languageName(language, locale),
        }))}
        onChange={(language: string) => {
          onChange([...texts, { language, text: '' }])
          onShow(texts.length)
        }}
        testId={`${testId}-language-add`}
      />
    </Stack>
  )
}

/** The texts of an editor and which of them is looked at. */
export function useSpoken(first: readonly Spoken[]) {
  const [texts, setTexts] = useState(first)
  const [shown, setShown] = useState(0)
  return { texts, setTexts, shown: Math.min(shown, texts.length - 1), setShown }
}
