import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, Stack } from '../../ui/index.ts'
import styles from './connection.module.css'
import { Fold } from './fold.tsx'
import { openMetaPage } from './open-page.ts'

const things = ['key', 'rights', 'appSecret', 'number', 'account', 'catalog'] as const

/** Where each thing that the wizard asks for is found. @source reference part 1, what a shop must supply */
export function WhereToFind(): ReactNode {
  const { t } = useWords()
  return (
    <Fold title={t('connection.where.title')} testId="connection-where">
      <dl className={styles['places']}>
        {things.map((thing) => (
          <div key={thing} style={{ display: 'contents' }}>
            <dt>{t(`connection.where.${thing}`)}</dt>
            <dd>{t(`connection.where.${thing}.text`)}</dd>
          </div>
        ))}
      </dl>
      <Stack isRow gap={2}>
        {(['systemUsers', 'numbers', 'apps'] as const).map((page) => (
          <Button key={page} size="small" icon="external" onPress={() => openMetaPage(page)} testId={`connection-where-${page}`}>
            {t(`connection.page.${page}`)}
          </Button>
        ))}
      </Stack>
    </Fold>
  )
}
