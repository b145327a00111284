import { useId, type ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { languageName, useWords } from '../../../i18n/index.ts'
import { Button, IconButton, Select, TextArea, TextField, langTag } from '../../../ui/index.ts'
import { replaced, without } from '../lists.ts'
import type { Texts } from '../types.ts'
import styles from './edit.module.css'
import { LANGUAGES } from './languages.ts'

type SpokenTextsProps = {
  readonly label: string
  readonly texts: Texts
  readonly onChange: (texts: Texts) => void
  readonly mostCharacters?: number
  /** One line, as for the words on a button. */
  readonly isShort?: boolean
  /** May be left out altogether; then the last language can be removed too. */
  readonly isOptional?: boolean
  /** Which values may stand in the text. */
  readonly values?: string
  readonly testId: string
}

/** The same said in several languages; the first one is for everybody else. */
export function SpokenTexts(props: SpokenTextsProps): ReactNode {
  const { label, texts, onChange, isOptional = false, testId } = props
  const { t, locale } = useWords()
  const id = useId()
  if (texts.length === 0)
    return (
      <div>
        <Button size="small" icon="plus" onPress={() => onChange([{ language: locale, text: '' }])} testId={`${testId}-begin`}>
          {t('automation.text.begin', { what: label })}
        </Button>
      </div>
    )
  const left = LANGUAGES.filter((language) => texts.every((one) => one.language !== language))
  return (
    <fieldset className={styles['texts']} aria-labelledby={id}>
      <legend id={id} className={styles['hiddenLegend']}>
        {label}
      </legend>
      {texts.map((text, at) => (
        <div key={text.language} className={styles['text']}>
          <OneText {...props} at={at} />
          {texts.length > 1 || isOptional ? (
            <IconButton
              icon="trash"
              size="small"
              label={t('automation.text.remove', { what: label, language: languageName(text.language, locale) })}
              onPress={() => onChange(without(texts, at))}
            />
          ) : null}
        </div>
      ))}
      {left.length === 0 ? null : (
        <div className={styles['addLanguage']}>
          <Select
            label={t('automation.text.addLanguage', { what: label })}
            isLabelHidden
            value={null}
            placeholder={t('automation.text.add')}
            choices={left.map((language) => ({ value: language, label: languageName(language, locale) }))}
            onChange={(language) => onChange([...texts, { language, text: '' }])}
            testId={`${testId}-language`}
          />
        </div>
      )}
    </fieldset>
  )
}

function OneText({ label, texts, onChange, at, isShort = false, testId, ...props }: SpokenTextsProps & { readonly at: number }): ReactNode {
  const { t, locale } = useWords()
  const { mostCharacters = L.textCharacters, values } = props
  const { language, text } = texts[at] ?? { language: locale, text: '' }
  const common = {
    label: t('automation.text.in', {
      what: label,
      language: languageName(language, locale),
      everybody: at === 0 && texts.length > 1 ? 'yes' : 'no',
    }),
    value: text,
    onChange: (next: string) => onChange(replaced(texts, at, { language, text: next })),
    maxLength: mostCharacters,
    lang: langTag(language),
    testId: at === 0 ? testId : `${testId}-${language}`,
  }
  if (isShort) return <TextField {...common} />
  return (
    <TextArea {...common} rows={3} isCounted hint={values === undefined || at > 0 ? undefined : t('automation.text.values', { values })} />
  )
}
