import type { ReactNode } from 'react'
import { languageName, useWords } from '../../../i18n/index.ts'
import { Quiet, Select, Tag } from '../../../ui/index.ts'
import styles from './edit.module.css'
import { LANGUAGES } from './languages.ts'

type LanguageTagsProps = { readonly languages: readonly string[]; readonly onChange: (languages: string[]) => void }

/** For customers of which languages; none named: for everybody. */
export function LanguageTags({ languages, onChange }: LanguageTagsProps): ReactNode {
  const { t, locale } = useWords()
  const left = LANGUAGES.filter((language) => !languages.includes(language))
  return (
    <div className={styles['words']}>
      <Select
        label={t('automation.languages')}
        value={null}
        placeholder={t('automation.languages.add')}
        choices={left.map((language) => ({ value: language, label: languageName(language, locale) }))}
        onChange={(language) => onChange([...languages, language])}
        testId="automation-languages"
      />
      {languages.length === 0 ? <Quiet isSmall>{t('automation.languages.all')}</Quiet> : null}
      {languages.length === 0 ? null : (
        <ul className={styles['tags']} aria-label={t('automation.languages')}>
          {languages.map((language) => (
            <li key={language}>
              <Tag
                removeLabel={t('automation.words.remove', { word: languageName(language, locale) })}
                onRemove={() => onChange(languages.filter((one) => one !== language))}
              >
                {languageName(language, locale)}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
