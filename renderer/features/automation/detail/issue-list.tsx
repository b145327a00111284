import type { ReactNode } from 'react'
import { isMessageId, useWords } from '../../../i18n/index.ts'
import { Strip } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import type { Automation } from '../types.ts'
import { placeOf } from './place.ts'

type IssueListProps = {
  readonly issues: Automation['issues']
  readonly isOn: boolean
  /** The issue that the last save was refused for. */
  readonly refused: unknown
}

/** What is still missing, each in one sentence with its place. */
export function IssueList({ issues, isOn, refused }: IssueListProps): ReactNode {
  const { t } = useWords()
  const refusedWords = `automation.issue.${String(refused)}`
  return (
    <>
      {isMessageId(refusedWords) ? <Strip tone="danger">{t(refusedWords, { about: '', part: 'none', number: 0 })}</Strip> : null}
      {issues.length === 0 ? null : (
        <Strip tone="warning" testId="automation-issues">
          <p>{t(isOn ? 'automation.issues.on' : 'automation.issues.off')}</p>
          <ul className={styles['issues']}>
            {issues.map((issue) => (
              <li key={`${issue.place} ${issue.issue} ${issue.about}`}>
                {t(`automation.issue.${issue.issue}`, { about: issue.about, ...placeOf(issue.place) })}
              </li>
            ))}
          </ul>
        </Strip>
      )}
    </>
  )
}
