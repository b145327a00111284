import type { ReactNode } from 'react'
import { formatDate, isMessageId, useWords, type Words } from '../../../i18n/index.ts'
import { Card, Quiet, Strip, Tag } from '../../../ui/index.ts'
import type { Health } from '../types.ts'
import styles from './number.module.css'

const tones = { AVAILABLE: 'success', LIMITED: 'warning', BLOCKED: 'danger', UNKNOWN: 'neutral' } as const

/** Whether messages can go out at all, by Meta's own lamp, and what holds them up. */
export function SendingCard({ health }: { readonly health: Health }): ReactNode {
  const words = useWords()
  const { t } = words
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
            <strong>{restrictionWords(restriction.type, words)}</strong>
          </p>
          <p>
            {restriction.until === null
              ? t('connection.restriction.open')
              : t('connection.restriction.until', { time: formatDate(restriction.until, 'date-time', words) })}
          </p>
        </Strip>
      ))}
      {health.entities.length === 0 ? (
        <Quiet>{t(health.canSend === 'AVAILABLE' ? 'connection.sending.ok' : 'connection.sending.unknown')}</Quiet>
      ) : (
        <ul className={styles['entities']}>
          {health.entities.map((entity, index) => (
            <Entity key={`${entity.type} ${index}`} entity={entity} words={words} />
          ))}
        </ul>
      )}
    </Card>
  )
}

/** What Meta forbids, in our words; Meta's own where we have none. @source reference part 15 */
function restrictionWords(type: string, { t }: Words): string {
  const id = `connection.restriction.${type}`
  return isMessageId(id) ? t(id) : type
}

function entityWords(type: string, { t }: Words): string {
  const id = `connection.entity.${type}`
  return isMessageId(id) ? t(id) : type
}

function Entity({ entity, words }: { readonly entity: Health['entities'][number]; readonly words: Words }): ReactNode {
  const { t } = words
  return (
    <li className={styles['entity']} data-testid={`connection-entity-${entity.type}`}>
      <span>{entityWords(entity.type, words)}</span>
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
