import { useState, type ReactNode } from 'react'
import { languageName, useWords } from '../../../i18n/index.ts'
import { Button, Card, Icon, Quiet } from '../../../ui/index.ts'
import type { Check, Finding } from '../types.ts'
import { findingWords } from '../words.ts'
import styles from './builder.module.css'

type FindingsCardProps = {
  readonly check: Check
  /** Names the language of a finding where there are several. */
  readonly hasLanguages: boolean
  readonly onGo: (finding: Finding) => void
  readonly onApply: (finding: Finding) => void
}

const MOST_SHOWN = 7

/** What Meta would say: what is fine, what it refuses for sure, and what it often refuses. A click leads to the place. */
export function FindingsCard({ check, hasLanguages, onGo, onApply }: FindingsCardProps): ReactNode {
  const words = useWords()
  const { t, number } = words
  const [isOpen, setIsOpen] = useState(false)
  const sorted = check.findings.toSorted((one, other) => Number(other.level === 'error') - Number(one.level === 'error'))
  const shown = isOpen ? sorted : sorted.slice(0, MOST_SHOWN)
  const rest = sorted.length - shown.length
  return (
    <Card title={t('template.check.title')} testId="template-check">
      <ul className={styles['findings']}>
        {check.passes.map((group) => (
          <li key={group} className={styles['finding']} data-level="ok">
            <Icon name="ok" size={20} />
            <span>{t(`template.pass.${group}`)}</span>
          </li>
        ))}
        {shown.map((finding, index) => (
          <li key={index} className={styles['finding']} data-level={finding.level} data-testid="template-finding" data-rule={finding.rule}>
            <Icon name={finding.level === 'error' ? 'ban' : 'alert'} size={20} />
            <div className={styles['findingBody']}>
              <span>
                <button type="button" className={styles['findingWords']} onClick={() => onGo(finding)} data-testid="template-finding-go">
                  {findingWords(words, finding)}
                </button>
                {hasLanguages && finding.language !== null ? (
                  <span className={styles['language']}> {languageName(finding.language, words.locale)}</span>
                ) : null}
              </span>
              {finding.suggestion === null ? null : (
                <Button size="small" onPress={() => onApply(finding)} testId="template-finding-apply">
                  {suggestionWords(finding.suggestion, t)}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <Button size="small" variant="quiet" onPress={() => setIsOpen(true)}>
          {t('template.check.more', { count: number(rest) })}
        </Button>
      ) : null}
      <Quiet isSmall>{t('template.check.note')}</Quiet>
    </Card>
  )
}

const suggestionWords = (suggestion: string, t: ReturnType<typeof useWords>['t']): string =>
  suggestion.trim() === '' ? t('template.check.clean') : t('template.check.change', { to: suggestion })
