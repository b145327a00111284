import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import type { Product } from '../types.ts'
import styles from './product.module.css'

/** What keeps customers from seeing or buying the product: in plain words, in Meta's, and one thing to do for each. */
export function Problems({ problems }: { readonly problems: Product['problems'] }): ReactNode {
  const { t } = useWords()
  if (problems.length === 0) return null
  return (
    <ul className={styles['problems']} aria-label={t('catalog.problems.title')}>
      {problems.map(({ code, detail, blocks }) => (
        <li key={`${code} ${detail}`} className={styles['problem']} data-testid="catalog-problem" data-code={code}>
          <Icon name="alert" size={16} />
          <div>
            <strong>{t(`catalog.problem.${code}`)}</strong> {t(`catalog.problem.${code}.do`)}
            {detail === '' ? null : <p className={styles['detail']}>{t('catalog.problem.meta', { detail })}</p>}
            {blocks ? <p className={styles['detail']}>{t('catalog.problem.blocks')}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
