import type { ReactNode } from 'react'
import { languageName, useWords } from '../../../i18n/index.ts'
import { Button, IconButton, Menu, Quiet, RadioGroup } from '../../../ui/index.ts'
import { templateLanguages } from '../languages.ts'
import type { Check, Content, DraftState } from '../types.ts'
import { stepOf } from './state-line.tsx'
import styles from './builder.module.css'

type LanguageBarProps = {
  readonly content: Content
  readonly check: Check | null
  readonly states: readonly DraftState[]
  readonly language: string
  readonly onChoose: (language: string) => void
  readonly onAdd: (language: string) => void
  readonly onRemove: (language: string) => void
}

/** The languages of a draft side by side, with how many are ready; a language that Meta has can't be taken out here. */
export function LanguageBar({ content, check, states, language, onChoose, onAdd, onRemove }: LanguageBarProps): ReactNode {
  const { t, number, locale } = useWords()
  const codes = content.texts.map((text) => text.language)
  const state = states.find((one) => one.language === language)
  const label = (code: string): string => {
    const step = stepOf(states.find((one) => one.language === code))
    const name = languageName(code, locale)
    return step === 'draft' ? name : `${name} · ${t(`template.step.${step}`)}`
  }
  return (
    <div className={styles['languages']}>
      <RadioGroup
        label={t('template.builder.languages')}
        isLabelHidden
        look="segments"
        value={language}
        onChange={onChoose}
        testId="template-language"
        options={codes.map((value) => ({ value, label: label(value) }))}
      />
      {codes.length > 1 && (state === undefined || state.templateId === null) ? (
        <IconButton
          icon="trash"
          size="small"
          label={t('template.builder.removeLanguage', { language: languageName(language, locale) })}
          onPress={() => onRemove(language)}
          testId="template-language-remove"
        />
      ) : null}
      <Menu
        label={t('template.builder.addLanguage')}
        trigger={
          <Button size="small" icon="plus" testId="template-language-add">
            {t('template.builder.addLanguage')}
          </Button>
        }
        actions={templateLanguages
          .filter((code) => !codes.includes(code))
          .map((code) => ({ id: code, label: languageName(code, locale), onAction: () => onAdd(code) }))}
      />
      {check === null ? null : (
        <Quiet isSmall>{t('template.builder.filled', { filled: number(check.filled.length), of: number(codes.length) })}</Quiet>
      )}
    </div>
  )
}
