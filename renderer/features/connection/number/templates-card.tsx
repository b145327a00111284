import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Card, Link } from '../../../ui/index.ts'
import type { Health } from '../types.ts'
import styles from './number.module.css'

const kinds = ['approved', 'inReview', 'refused', 'paused', 'off', 'lowQuality'] as const

/** How the templates stand, in numbers. */
export function TemplatesCard({ health }: { readonly health: Health }): ReactNode {
  const { t, number } = useWords()
  return (
    <Card
      title={t('connection.templates')}
      actions={
        <Link to={routes.templates()} look="button" testId="connection-templates-open">
          {t('connection.templates.open')}
        </Link>
      }
      testId="connection-templates"
    >
      <dl className={styles['counts']}>
        {kinds.map((kind) => (
          <div key={kind} className={styles['count']}>
            <dt>{t(`connection.templates.${kind}`)}</dt>
            <dd data-count={health.templates[kind]}>{number(health.templates[kind])}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
