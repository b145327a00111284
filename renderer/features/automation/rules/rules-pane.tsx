import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Card, ErrorStrip, Skeleton } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import { CHAT_VALUES } from '../edit/text-values.ts'
import { SpokenTexts } from '../edit/spoken-texts.tsx'
import type { Settings } from '../types.ts'
import { SaidTexts } from '../detail/work-text.tsx'
import { HandOverCard } from './hand-over-card.tsx'
import { HandOverFields } from './hand-over-fields.tsx'
import { LimitFields } from './limit-fields.tsx'
import { useRules } from './use-rules.ts'

/** What holds for all automations: when a person takes over, what is said then, and how far machines go. */
export function RulesPane({ mayEdit }: { readonly mayEdit: boolean }): ReactNode {
  const { t } = useWords()
  const settings = useCall('automation.settings', {})
  if (settings.data === undefined)
    return settings.error === null ? (
      <Skeleton rows={6} />
    ) : (
      <ErrorStrip error={settings.error} action={{ label: t('ui.tryAgain'), onAction: settings.refetch }} />
    )
  return mayEdit ? <Rules first={settings.data} /> : <ReadRules rules={settings.data} />
}

function ReadRules({ rules: { handOver } }: { readonly rules: Settings }): ReactNode {
  const { t } = useWords()
  return (
    <article className={styles['automation']} aria-label={t('automation.rules')} data-testid="automation-rules">
      <h2 className={styles['paneTitle']}>{t('automation.rules')}</h2>
      <HandOverCard mayEdit={false} />
      <Card title={t('automation.handOver.said')}>
        <SaidTexts texts={handOver.texts} />
      </Card>
    </article>
  )
}

function Rules({ first }: { readonly first: Settings }): ReactNode {
  const { t } = useWords()
  const { rules, change, error } = useRules(first)
  const { handOver } = rules
  const keep = (part: Partial<Settings['handOver']>): void => change({ ...rules, handOver: { ...handOver, ...part } })
  return (
    <article className={styles['automation']} aria-label={t('automation.rules')} data-testid="automation-rules">
      <h2 className={styles['paneTitle']}>{t('automation.rules')}</h2>
      {error === null ? null : <ErrorStrip error={error} />}
      <div className={styles['columns']}>
        <Card title={t('automation.handOver.when')}>
          <HandOverFields handOver={handOver} onChange={keep} />
        </Card>
        <div className={styles['aside']}>
          <Card title={t('automation.handOver.said')}>
            <SpokenTexts
              label={t('automation.handOver.text')}
              texts={handOver.texts}
              onChange={(texts) => keep({ texts })}
              isOptional
              values={CHAT_VALUES}
              testId="automation-hand-over-text"
            />
            <SpokenTexts
              label={t('automation.handOver.button')}
              texts={handOver.buttonTexts}
              onChange={(buttonTexts) => keep({ buttonTexts })}
              mostCharacters={20}
              isShort
              isOptional
              testId="automation-hand-over-button"
            />
          </Card>
          <LimitFields rules={rules} onChange={change} />
        </div>
      </div>
    </article>
  )
}
