import type { ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { useWords } from '../../../i18n/index.ts'
import type { Texts } from '../types.ts'
import { SpokenTexts } from './spoken-texts.tsx'
import { CHAT_VALUES } from './text-values.ts'
import { WordTags } from './word-tags.tsx'

type OpenWordsProps = { readonly words: readonly string[]; readonly onChange: (words: string[]) => void }

/** Words by which customers open a menu, a flow or a recommendation. */
export function OpenWords({ words, onChange }: OpenWordsProps): ReactNode {
  const { t } = useWords()
  return (
    <WordTags
      label={t('automation.openWords')}
      hint={t('automation.openWords.note')}
      words={words}
      onChange={onChange}
      testId="automation-words"
    />
  )
}

type QuestionFieldProps = { readonly label: string; readonly texts: Texts; readonly onChange: (texts: Texts) => void }

/** The text above buttons, rows or products. */
export const QuestionField = ({ label, texts, onChange }: QuestionFieldProps): ReactNode => (
  <SpokenTexts
    label={label}
    texts={texts}
    onChange={onChange}
    mostCharacters={L.menuTextCharacters}
    values={CHAT_VALUES}
    testId="automation-text"
  />
)
