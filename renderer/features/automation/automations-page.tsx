import type { ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { ErrorStrip, Link, Skeleton, useMay } from '../../ui/index.ts'
import { AutomationDetail } from './detail/automation-detail.tsx'
import { AutomationList } from './automation-list.tsx'
import styles from './automation.module.css'
import { PageHead } from './page-head.tsx'
import { DoubtsPane } from './rules/doubts-pane.tsx'
import { RulesPane } from './rules/rules-pane.tsx'
import type { Listed } from './types.ts'

/** Which part is open: an automation by its id, `rules` for what holds for all, `doubts` for the pile; null: nothing was chosen yet. */
type AutomationsPageProps = { readonly part: string | null }

/** Everything that answers and reminds by itself: the list, and one of it beside. */
export function AutomationsPage({ part }: AutomationsPageProps): ReactNode {
  const { t } = useWords()
  const list = useCall('automation.list', {})
  const mayEdit = useMay()(['automation.save', 'automation.saveSettings', 'automation.switch', 'automation.remove', 'automation.putBack'])
  if (list.data === undefined)
    return (
      <div className={styles['alone']}>
        {list.error === null ? (
          <Skeleton rows={6} />
        ) : (
          <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />
        )}
      </div>
    )
  return (
    <div className={styles['page']} data-testid="automations">
      <PageHead listed={list.data} />
      <div className={styles['panes']} data-chosen={part === null ? undefined : ''}>
        <AutomationList listed={list.data} part={part} mayEdit={mayEdit} />
        {/* Each part begins at its top. */}
        <div key={part} className={styles['detail']} data-pane="" tabIndex={-1}>
          <span className={styles['back']}>
            <Link to={routes.automations()}>{t('ui.back')}</Link>
          </span>
          <Part part={part ?? list.data.automations[0]?.automationId ?? 'rules'} listed={list.data} mayEdit={mayEdit} />
        </div>
      </div>
    </div>
  )
}

type PartProps = { readonly part: string; readonly listed: Listed; readonly mayEdit: boolean }

function Part({ part, listed, mayEdit }: PartProps): ReactNode {
  const { t } = useWords()
  if (part === 'rules') return <RulesPane mayEdit={mayEdit} />
  if (part === 'doubts') return <DoubtsPane />
  const automation = listed.automations.find(({ automationId }) => automationId === part)
  if (automation === undefined) return <ErrorStrip error={{ code: 'automation-missing', retry: 'never' }} />
  return (
    <AutomationDetail
      key={part}
      automation={automation}
      isPaused={listed.paused !== null}
      mayEdit={mayEdit}
      title={t(`automation.kind.${automation.kind}`)}
    />
  )
}
