import { useState, type ReactNode } from 'react'
import { formatMoney, useWords } from '../../../i18n/index.ts'
import { Button, Card, Quiet } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import type { Automation } from '../types.ts'
import { UseLine } from './use-line.tsx'
import { UsesDialog } from './uses-dialog.tsx'

/** What it did: counts of the week, cost of the month, the last uses, and the way to the chats. */
export function UsesCard({ automation }: { readonly automation: Automation }): ReactNode {
  const { t, locale } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const { last7Days: week, month, lastUses } = automation
  const open = (
    <Button size="small" onPress={() => setIsOpen(true)} testId="automation-see-chats">
      {t('automation.uses.chats')}
    </Button>
  )
  return (
    <Card title={t('automation.uses')} actions={open} testId="automation-uses">
      <p data-testid="automation-week">
        {t('automation.uses.week', { answered: week.answered, handedOver: week.handedOver, wrong: week.wrong })}
      </p>
      <p data-testid="automation-cost">
        {t('automation.uses.cost', {
          count: month.messages,
          cost: formatMoney(month.costMicros, month.currency, { locale }),
          sample: month.isSample ? 'yes' : 'no',
        })}
      </p>
      {lastUses.length === 0 ? (
        <Quiet isSmall>{t('automation.uses.none')}</Quiet>
      ) : (
        <ul className={styles['uses']}>
          {lastUses.map((use) => (
            <UseLine key={use.useId} use={use} />
          ))}
        </ul>
      )}
      {isOpen ? <UsesDialog automation={automation} onClose={() => setIsOpen(false)} /> : null}
    </Card>
  )
}
