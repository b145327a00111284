import type { ReactNode } from 'react'
import { languageName, useWords } from '../../../i18n/index.ts'
import { TextField, langTag } from '../../../ui/index.ts'
import { withTextIn, type TextSource } from './variable-source.ts'

type TextSourceFieldsProps = {
  /** Key of the value. */
  readonly name: string
  readonly from: TextSource
  /** Other languages in which people get it. */
  readonly languages: readonly string[]
  readonly error: string | null
  readonly onChange: (from: TextSource) => void
}

/** A fixed text, and where people get their own language one for each other language of the template. */
export function TextSourceFields({ name, from, languages, error, onChange }: TextSourceFieldsProps): ReactNode {
  const { t, locale } = useWords()
  return (
    <>
      <TextField
        label={t('broadcast.variables.text')}
        value={from.text}
        onChange={(text) => onChange({ ...from, text })}
        maxLength={1024}
        error={error}
        testId={`broadcast-message-text-${name}`}
      />
      {languages.map((language) => {
        const text = from.byLanguage?.[language] ?? ''
        return (
          <TextField
            key={language}
            label={t('broadcast.variables.textIn', { language: languageName(language, locale) })}
            value={text}
            onChange={(next) => onChange(withTextIn(from, language, next))}
            maxLength={1024}
            lang={langTag(language)}
            hint={text === '' ? t('broadcast.variables.textInEmpty') : undefined}
            testId={`broadcast-message-text-${name}-${language}`}
          />
        )
      })}
    </>
  )
}
