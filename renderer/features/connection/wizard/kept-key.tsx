import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Facts, Strip } from '../../../ui/index.ts'
import { MissingScopes, useKeyEnd } from '../key-facts.tsx'
import type { Setup } from '../types.ts'
import styles from './wizard.module.css'

/** What is known of the key that was given: never the key itself. */
export function KeptKey({ setup, onReplace }: { readonly setup: Setup; readonly onReplace: () => void }): ReactNode {
  const { t, number } = useWords()
  const end = useKeyEnd(setup.key)
  return (
    <>
      <Strip tone="success">{t('connection.account.works')}</Strip>
      <Facts
        facts={[
          {
            name: t('connection.fact.key'),
            value: (
              <span className={styles['kept']}>
                <bdi dir="ltr" className={styles['mask']} data-testid="connection-key-mask">
                  {t('connection.keyMasked', { last4: setup.key.last4 })}
                </bdi>
                <Button size="small" onPress={onReplace} testId="connection-account-replace">
                  {t('connection.replace')}
                </Button>
              </span>
            ),
          },
          { name: t('connection.fact.keyEnds'), value: end },
          {
            name: t('connection.account.appSecret'),
            value: t(setup.hasAppSecret ? 'connection.appSecret.kept' : 'connection.appSecret.none'),
          },
          { name: t('connection.account.kind'), value: t(`connection.account.kind.${setup.kind}`) },
          { name: t('connection.fact.address'), value: <bdi dir="ltr">{`${setup.baseUrl} (${setup.apiVersion})`}</bdi> },
          {
            name: t('connection.fact.reach'),
            value: t('connection.account.reach', { count: setup.numbers.length, number: number(setup.numbers.length) }),
          },
        ]}
      />
      <MissingScopes keyFacts={setup.key} />
    </>
  )
}
