import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Quiet, Strip } from '../../../ui/index.ts'
import type { Published } from '../types.ts'
import styles from './publish.module.css'

type PublishedResultProps = { readonly published: Published; readonly onEdit: (retailerId: string) => void }

/** How many changes are at Meta now, and what was refused, in Meta's words; those stay here. */
export function PublishedResult({ published, onEdit }: PublishedResultProps): ReactNode {
  const { t } = useWords()
  const { refused } = published
  return (
    <>
      {published.published === 0 ? null : (
        <Strip tone="success" testId="catalog-published">
          {t('catalog.review.went', { count: published.published })}
        </Strip>
      )}
      {refused.length === 0 ? null : (
        <>
          <Strip tone="warning">{t('catalog.review.refused', { count: refused.length })}</Strip>
          <ul className={styles['changes']}>
            {refused.map(({ retailerId, name, detail }) => (
              <li key={retailerId} className={styles['refused']} data-testid="catalog-refused" data-id={retailerId}>
                <div>
                  <bdi className={styles['changeName']}>{name}</bdi> <Quiet isSmall>{retailerId}</Quiet>
                  <p className={styles['reason']}>{detail === '' ? t('catalog.review.noReason') : detail}</p>
                </div>
                <Button size="small" onPress={() => onEdit(retailerId)} label={t('catalog.editNamed', { name })}>
                  {t('catalog.edit')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
