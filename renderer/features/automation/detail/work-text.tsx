import type { ReactNode } from 'react'
import { languageName, useWords } from '../../../i18n/index.ts'
import { langTag, Quiet, Tag } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import type { Texts, Work } from '../types.ts'
import { workLines, type WorkLine } from './work-lines.ts'

/** What an automation listens for and says, for who may not change it. */
export function WorkText({ work }: { readonly work: Work }): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['workText']} data-testid="automation-read-only">
      <Quiet isSmall>{t('automation.readOnly')}</Quiet>
      {/* Lines have no name but their place, and do not move. */}
      {workLines(work).map((line, at) => (
        <Line key={at} line={line} />
      ))}
    </div>
  )
}

function Line({ line }: { readonly line: WorkLine }): ReactNode {
  if (line.kind === 'texts') return <SaidTexts texts={line.texts} />
  return (
    <p className={styles['useHead']}>
      {line.words.map((word) => (
        <Tag key={word}>
          <bdi>{word}</bdi>
        </Tag>
      ))}
    </p>
  )
}

/** A text in each of its languages. */
export function SaidTexts({ texts }: { readonly texts: Texts }): ReactNode {
  const { locale } = useWords()
  return (
    <div>
      {texts.map(({ language, text }) => (
        <p key={language} dir="auto" lang={langTag(language)} className={styles['bubbleText']}>
          {texts.length < 2 ? null : <Quiet isSmall>{languageName(language, locale)} </Quiet>}
          {text}
        </p>
      ))}
    </div>
  )
}
