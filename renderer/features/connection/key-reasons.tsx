import type { ReactNode } from 'react'
import type { AppError } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button } from '../../ui/index.ts'
import styles from './connection.module.css'
import { isKeyTrouble, keyReasonOf, keyReasons } from './key-trouble.ts'
import { openMetaPage } from './open-page.ts'

/** What can be wrong with a refused key, in plain words; the reason that Meta named stands first and marked. */
export function KeyReasons({ error }: { readonly error: AppError }): ReactNode {
  const { t } = useWords()
  if (!isKeyTrouble(error)) return null
  const named = keyReasonOf(error)
  const order = keyReasons.toSorted((one, other) => Number(other === named) - Number(one === named))
  return (
    <section className={styles['keyReasons']} data-testid="connection-key-reasons">
      <p className={styles['part']}>{t(named === null ? 'connection.keyReason.any' : 'connection.keyReason.named')}</p>
      <ul className={styles['reasons']}>
        {order
          .filter((reason) => named === null || reason === named)
          .map((reason) => (
            <li key={reason} className={styles['reason']} data-named={reason === named ? '' : undefined} data-reason={reason}>
              <span className={styles['reasonName']}>{t(`connection.keyReason.${reason}`)}</span> {t(`connection.keyReason.${reason}.do`)}
            </li>
          ))}
      </ul>
      <Button size="small" icon="external" onPress={() => openMetaPage('systemUsers')} testId="connection-key-open-users">
        {t('connection.page.systemUsers')}
      </Button>
    </section>
  )
}
