import type { ReactNode } from 'react'
import { formatDate, useWords, type Words } from '../../../i18n/index.ts'
import { Card, Quiet, Strip, Tag } from '../../../ui/index.ts'
import { metaWords } from '../meta-words.ts'
import type { Health } from '../types.ts'
import styles from './number.module.css'

const tones = { AVAILABLE: 'success', LIMITED: 'warning', BLOCKED: 'danger', UNKNOWN: 'neutral' } as const

/** Whether messages can go out at all, by Meta's own lamp, and what holds them up. */
export function SendingCard({ health }: { readonly health: Health }): ReactNode {
  const words = useWords()
  const { t } = words
  const held = health.entities.filter(({ canSend, problems }) => canSend === 'LIMITED' || canSend === 'BLOCKED' || problems.length > 0)
  return (
    <Card
      title={t('connection.sending')}
      actions={
        <Tag tone={tones[health.canSend]} testId="connection-can-send">
          {t(`connection.canSend.${health.canSend}`)}
        </Tag>
      }
      testId="connection-sending"
    >
      {health.restrictions.map((restriction) => (
        <Strip key={`${restriction.type} ${restriction.until}`} tone="danger" testId="connection-restriction">
          <p>
            <strong>{metaWords('restriction', restriction.type, words)}</strong>
          </p>
          <p>
            {restriction.until === null
              ? t('connection.restriction.open')
              : t('connection.restriction.until', { time: formatDate(restriction.until, 'date-time', words) })}
          </p>
        </Strip>
      ))}
      {held.length === 0 ? (
        <Quiet>{t(health.canSend === 'AVAILABLE' ? 'connection.sending.ok' : 'connection.sending.unknown')}</Quiet>
      ) : (
        <ul className={styles['entities']}>
          {held.map((entity, index) => (
            <Entity key={`${entity.type} ${index}`} entity={entity} words={words} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Entity({ entity, words }: { readonly entity: Health['entities'][number]; readonly words: Words }): ReactNode {
  const { t } = words
  return (
    <li className={styles['entity']} data-testid={`connection-entity-${entity.type}`}>
      <span>{metaWords('entity', entity.type, words)}</span>
      <span>
        <Tag tone={tones[entity.canSend]}>{t(`connection.canSend.${entity.canSend}`)}</Tag>
        {entity.problems.map((problem) => (
          <span key={problem.metaCode}>
            <p className={styles['problem']} lang="en" dir="auto">
              {problem.description} {problem.solution}
            </p>
            <Quiet isSmall>{t('connection.sending.metaSays', { code: String(problem.metaCode) })}</Quiet>
          </span>
        ))}
      </span>
    </li>
  )
}
