import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, DateTime, Dialog, Facts } from '../../ui/index.ts'
import { actWords, personWords, reasonWords } from './act-words.ts'
import { factWords } from './fact-words.ts'
import type { Entry } from './types.ts'

/** Everything that an entry says. */
export function EntryDialog({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }): ReactNode {
  const words = useWords()
  const { t, number } = words
  const reason = reasonWords(entry.code, words)
  return (
    <Dialog
      title={t('audit.entry.title', { number: number(entry.index) })}
      isOpen
      onClose={onClose}
      testId="acts-entry"
      footer={
        <Button variant="main" onPress={onClose} testId="acts-entry-close">
          {t('ui.close')}
        </Button>
      }
    >
      <p dir="auto">{actWords(entry, words)}</p>
      <Facts
        facts={[
          { name: t('audit.entry.when'), value: <DateTime at={entry.at} /> },
          {
            name: t('audit.entry.who'),
            value: (
              <>
                <bdi>{personWords(entry.person, words)}</bdi> ({t(`session.role.${entry.role}`)})
              </>
            ),
          },
          { name: t('audit.entry.outcome'), value: t(`audit.outcome.${entry.outcome}`) },
          ...(reason === null ? [] : [{ name: t('audit.entry.reason'), value: reason }]),
          ...factWords(entry, words).map((text) => ({ name: '', value: text })),
          { name: t('audit.entry.name'), value: <code>{entry.act}</code> },
        ]}
      />
    </Dialog>
  )
}
