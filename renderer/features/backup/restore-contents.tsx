import type { ReactNode } from 'react'
import type { CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { DateTime, Facts, Strip } from '../../ui/index.ts'

export type Contents = CallOutput<'backup.inspect'>

/** What is in a backup, and what will happen when it is restored. */
export function ContentsView({ contents, isShopOpen }: { readonly contents: Contents; readonly isShopOpen: boolean }): ReactNode {
  const { t, number } = useWords()
  return (
    <>
      <Facts
        facts={[
          { name: t('vault.fact.shop'), value: contents.shopName, testId: 'restore-shop' },
          { name: t('backup.fact.at'), value: <DateTime at={contents.at} /> },
          { name: t('backup.fact.customers'), value: number(contents.customers), testId: 'restore-customers' },
          { name: t('backup.fact.messages'), value: number(contents.messages) },
          { name: t('backup.fact.files'), value: number(contents.files) },
        ]}
      />
      <Strip tone="info" testId="restore-what">
        <p>{t('backup.restore.paused')}</p>
        {contents.erasuresSince > 0 ? <p>{t('backup.restore.erasures', { count: contents.erasuresSince })}</p> : null}
        {isShopOpen ? <p>{t('backup.restore.aside')}</p> : <p>{t('backup.restore.key')}</p>}
        {isShopOpen ? <p>{t('backup.restore.codes')}</p> : null}
      </Strip>
    </>
  )
}
