import { useState, type ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Tag, TextField } from '../../../ui/index.ts'
import { addedWords } from './added-words.ts'
import styles from './edit.module.css'

type WordTagsProps = {
  readonly label: string
  readonly words: readonly string[]
  readonly onChange: (words: string[]) => void
  readonly hint?: string
  readonly most?: number
  readonly testId: string
}

/** Words as tags; Enter or a comma adds what was typed, several at once when they are pasted with commas. */
export function WordTags({ label, words, onChange, hint, most = L.words, testId }: WordTagsProps): ReactNode {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const add = (text: string): void => {
    setTyped('')
    const next = addedWords(words, text, most)
    if (next.length > words.length) onChange(next)
  }
  return (
    <div className={styles['words']} data-testid={testId}>
      <div className={styles['wordLine']}>
        <TextField
          label={label}
          hint={hint}
          value={typed}
          onChange={(text) => (/[,，、\n]/u.test(text) ? add(text) : setTyped(text))}
          onSubmit={() => add(typed)}
          maxLength={L.wordCharacters * 10}
          testId={`${testId}-new`}
        />
        <Button onPress={() => add(typed)} isDisabled={typed.trim() === ''} label={t('automation.words.addTo', { what: label })}>
          {t('ui.add')}
        </Button>
      </div>
      {words.length === 0 ? null : (
        <ul className={styles['tags']} aria-label={label}>
          {words.map((word) => (
            <li key={word}>
              <Tag
                tone="accent"
                removeLabel={t('automation.words.remove', { word })}
                onRemove={() => onChange(words.filter((one) => one !== word))}
              >
                <bdi>{word}</bdi>
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
