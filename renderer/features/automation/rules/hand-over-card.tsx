import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Card, Icon, Link, Quiet } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import type { Settings } from '../types.ts'

/** When a person takes over, in short; it holds for all automations and is changed in one place. */
export function HandOverCard({ mayEdit }: { readonly mayEdit: boolean }): ReactNode {
  const { t } = useWords()
  const settings = useCall('automation.settings', {})
  const change = mayEdit ? (
    <Link to={routes.automation('rules')} testId="automation-change-rules">
      {t('ui.change')}
    </Link>
  ) : null
  return (
    <Card title={t('automation.handOver')} actions={change} testId="automation-hand-over">
      {settings.data === undefined ? <Quiet isSmall>{t('ui.loading')}</Quiet> : <Summary handOver={settings.data.handOver} />}
    </Card>
  )
}

function Summary({ handOver }: Pick<Settings, 'handOver'>): ReactNode {
  const { t } = useWords()
  const staff = useCall('staff.list', {})
  const who = staff.data?.members.find(({ staffId }) => staffId === handOver.assignTo)
  const lines = [
    { id: 'asked', isOn: handOver.onAsked, words: t('automation.handOver.asked') },
    { id: 'misses', isOn: handOver.afterMisses > 0, words: t('automation.handOver.missesOf', { count: handOver.afterMisses }) },
    { id: 'anger', isOn: handOver.onAnger, words: t('automation.handOver.anger') },
    { id: 'order', isOn: handOver.onOrderTrouble, words: t('automation.handOver.order') },
    { id: 'staff', isOn: handOver.onStaff, words: t('automation.handOver.staff') },
  ]
  return (
    <>
      <ul className={styles['ticks']}>
        {lines
          .filter(({ isOn }) => isOn)
          .map(({ id, words }) => (
            <li key={id}>
              <Icon name="check" size={16} />
              <span>{words}</span>
            </li>
          ))}
      </ul>
      <p>
        {t('automation.handOver.then', {
          who: who === undefined ? '' : who.name === '' ? t('automation.handOver.owner') : who.name,
          hasWho: who === undefined ? 'no' : 'yes',
          hours: handOver.silentHours,
        })}
      </p>
    </>
  )
}
