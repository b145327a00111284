import type { ReactNode } from 'react'
import type { Locale } from '#contract/kernel/values.ts'
import { useWords } from '../../i18n/index.ts'
import { Select } from '../../ui/index.ts'

/** Every language under its own name, so that nobody must read another to find theirs. */
const languages = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'zh-TW', label: '繁體中文', lang: 'zh-TW' },
  { value: 'zh-CN', label: '简体中文', lang: 'zh-CN' },
] as const

type LanguageSelectProps = { readonly value: Locale; readonly onChange: (locale: Locale) => void; readonly isLabelHidden?: boolean }

/** Choice of the window's language; takes effect at once. */
export function LanguageSelect({ value, onChange, isLabelHidden = true }: LanguageSelectProps): ReactNode {
  const { t } = useWords()
  return (
    <Select
      label={t('shell.language')}
      isLabelHidden={isLabelHidden}
      value={value}
      choices={languages}
      onChange={onChange}
      testId="shell-language"
    />
  )
}
