import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { EmptyState, ErrorStrip, Icon, Tag, type IconName } from '../../ui/index.ts'
import styles from './automation.module.css'
import { NewAutomation } from './new-automation.tsx'
import { sentenceWords } from './sentence-words.ts'
import { OnTag } from './on-tag.tsx'
import { Switch } from './switch.tsx'
import type { Automation, Listed } from './types.ts'
import { useSwitch } from './use-switch.ts'

type AutomationListProps = { readonly listed: Listed; readonly part: string | null; readonly mayEdit: boolean }

/** All automations in the order in which they are asked, and what holds for all of them. */
export function AutomationList({ listed, part, mayEdit }: AutomationListProps): ReactNode {
  const { t } = useWords()
  const { automations, openDoubts } = listed
  const current = part ?? automations[0]?.automationId ?? 'rules'
  return (
    <nav className={styles['list']} aria-label={t('automation.list')} data-pane="">
      <ul className={styles['rows']}>
        {automations.map((automation) => (
          <Row key={automation.automationId} automation={automation} isCurrent={automation.automationId === current} mayEdit={mayEdit} />
        ))}
      </ul>
      {automations.length === 0 ? (
        <EmptyState icon="bolt" title={t('automation.empty')} text={mayEdit ? t('automation.empty.text') : undefined} />
      ) : null}
      {mayEdit ? (
        <div className={styles['new']}>
          <NewAutomation />
        </div>
      ) : null}
      <ul className={styles['rows']}>
        <Other to="rules" icon="customer" words={t('automation.rules')} isCurrent={current === 'rules'} count={0} />
        <Other to="doubts" icon="question" words={t('automation.doubts')} isCurrent={current === 'doubts'} count={openDoubts} />
      </ul>
    </nav>
  )
}

type RowProps = { readonly automation: Automation; readonly isCurrent: boolean; readonly mayEdit: boolean }

function Row({ automation, isCurrent, mayEdit }: RowProps): ReactNode {
  const words = useWords()
  const { t } = words
  const { automationId, name, kind, on, issues, month } = automation
  const { set, error } = useSwitch(automation)
  return (
    <li
      className={styles['row']}
      data-testid="automation-row"
      data-kind={kind}
      data-id={automationId}
      data-on={on ? '' : undefined}
      data-current={isCurrent ? '' : undefined}
    >
      {mayEdit ? (
        <Switch
          isOn={on}
          onChange={(next) => void set(next)}
          label={t('automation.switch', { name })}
          words={t(on ? 'automation.on' : 'automation.off')}
          testId="automation-row-switch"
        />
      ) : (
        <span className={styles['rowState']}>
          <OnTag isOn={on} />
        </span>
      )}
      <Link
        to={routes.automation(automationId)}
        className={styles['rowLink'] ?? ''}
        aria-current={isCurrent ? 'page' : undefined}
        data-testid="automation-row-open"
      >
        <span className={styles['rowHead']}>
          <bdi className={styles['name']}>{name}</bdi>
          <span className={styles['kind']}>{t(`automation.kind.${kind}`)}</span>
        </span>
        <span className={styles['sentence']}>{sentenceWords(automation.sentence, words)}</span>
        <span className={styles['facts']}>
          <span>{t('automation.row.month', { count: month.messages })}</span>
          {issues.length === 0 ? null : (
            <Tag tone="warning" icon="alert">
              {t('automation.issues', { count: issues.length })}
            </Tag>
          )}
        </span>
      </Link>
      {error === null ? null : (
        <div className={styles['rowError']}>
          <ErrorStrip error={error} testId="automation-row-error" />
        </div>
      )}
    </li>
  )
}

type OtherProps = {
  readonly to: 'rules' | 'doubts'
  readonly icon: IconName
  readonly words: string
  readonly isCurrent: boolean
  readonly count: number
}

function Other({ to, icon, words, isCurrent, count }: OtherProps): ReactNode {
  const { t } = useWords()
  return (
    <li className={styles['row']} data-current={isCurrent ? '' : undefined}>
      <Link
        to={routes.automation(to)}
        className={styles['otherLink'] ?? ''}
        aria-current={isCurrent ? 'page' : undefined}
        data-testid={`automation-open-${to}`}
      >
        <Icon name={icon} />
        <span className={styles['name']}>{words}</span>
        {count === 0 ? null : <Tag tone="warning">{t('automation.doubts.count', { count })}</Tag>}
      </Link>
    </li>
  )
}
