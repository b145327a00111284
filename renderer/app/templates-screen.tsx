import type { ReactNode } from 'react'
import { QuickRepliesPage } from '../features/quick-reply/index.ts'
import { TemplatesPage } from '../features/template/index.ts'
import { useWords } from '../i18n/index.ts'
import { routes, useGo } from '../navigation/index.ts'
import { Tabs } from '../ui/index.ts'
import styles from './templates-screen.module.css'

type Tab = 'templates' | 'quick-replies'

/** What can be said again: templates that Meta approves, and quick replies of one's own, side by side. */
export function TemplatesScreen({ tab }: { readonly tab: Tab }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  return (
    <div className={styles['screen']}>
      <Tabs
        label={t('app.templates.tabs')}
        value={tab}
        onChange={(next) => go(next === 'templates' ? routes.templates() : routes.quickReplies())}
        testId="templates-tab"
        tabs={[
          { id: 'templates', label: t('app.templates.tab'), content: <TemplatesPage /> },
          { id: 'quick-replies', label: t('app.quickReplies.tab'), content: <QuickRepliesPage /> },
        ]}
      />
    </div>
  )
}
