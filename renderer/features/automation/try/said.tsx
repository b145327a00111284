import type { ReactNode } from 'react'
import type { CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Tag } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import { partsOf } from './message-parts.ts'

type Content = CallOutput<'automation.try'>['messages'][number]

/** What the customer would see, as a bubble. */
export function Said({ message }: { readonly message: Content }): ReactNode {
  const { t, list } = useWords()
  const { text, options, products } = partsOf(message)
  return (
    <div className={styles['bubble']} data-testid="automation-try-message">
      {text === '' ? null : (
        <p dir="auto" className={styles['bubbleText']}>
          {text}
        </p>
      )}
      {products.length === 0 ? null : (
        <p dir="auto">{t('automation.try.products', { products: list(products), count: products.length })}</p>
      )}
      {options.length === 0 ? null : (
        <ul className={styles['options']}>
          {options.map((option) => (
            <li key={option}>
              <Tag tone="accent">{option}</Tag>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
