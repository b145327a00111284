import type { ReactNode } from 'react'
import { formatDate, useWords } from '../../i18n/index.ts'
import { Button, Strip } from '../../ui/index.ts'
import styles from './connection.module.css'
import { metaWords } from './meta-words.ts'
import { openMetaPage } from './open-page.ts'
import type { Setup } from './types.ts'

type KeyFacts = Setup['key']

/** When a key ends, in words. */
export function useKeyEnd({ expiresAt }: Pick<KeyFacts, 'expiresAt'>): string {
  const words = useWords()
  return expiresAt === null ? words.t('connection.key.never') : formatDate(expiresAt, 'date', words)
}

/** The permissions that the key lacks, with what each is for and where it is given. */
export function MissingScopes({ keyFacts }: { readonly keyFacts: KeyFacts }): ReactNode {
  const words = useWords()
  const { t } = words
  if (keyFacts.missingScopes.length === 0) return null
  return (
    <Strip
      tone="warning"
      testId="connection-missing-scopes"
      actions={
        <Button size="small" icon="external" onPress={() => openMetaPage('systemUsers')}>
          {t('connection.page.systemUsers')}
        </Button>
      }
    >
      <p>{t('connection.scope.missing')}</p>
      <ul className={styles['lists']}>
        {keyFacts.missingScopes.map((scope) => (
          <li key={scope}>
            {metaWords('scope', scope, words)} (<bdi dir="ltr">{scope}</bdi>)
          </li>
        ))}
      </ul>
    </Strip>
  )
}
