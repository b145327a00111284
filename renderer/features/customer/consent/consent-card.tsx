import { useState, type ReactNode } from 'react'
import type { AppError } from '#contract/kernel/result.ts'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Card, ErrorStrip, Quiet, Strip, useToast } from '../../../ui/index.ts'
import styles from '../customer.module.css'
import type { CustomerCard } from '../types.ts'
import { ConsentEntryLine } from './consent-entry.tsx'
import { RecordConsentDialog } from './record-consent-dialog.tsx'

/** Who agreed or withdrew, when, how and by whom. Nothing in it can be changed, only added to. */
export function ConsentCard({ customer }: { readonly customer: CustomerCard }): ReactNode {
  const { t } = useWords()
  const [adding, setAdding] = useState<'yes' | 'no' | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  return (
    <Card
      title={t('customer.consent.title')}
      testId="customer-consent"
      actions={
        <div className={styles['actions']}>
          <Button needs="customer.recordConsent" size="small" icon="plus" onPress={() => setAdding('yes')} testId="customer-consent-add">
            {t('customer.consent.add')}
          </Button>
          {customer.offers === 'yes' ? (
            <Button needs="customer.recordConsent" size="small" onPress={() => setAdding('no')} testId="customer-consent-opt-out">
              {t('customer.consent.optOut')}
            </Button>
          ) : null}
          {customer.offers === 'unknown' ? <AskButton customer={customer} onError={setError} /> : null}
        </div>
      }
    >
      {error === null ? null : <ErrorStrip error={error} />}
      <Quiet isSmall>{t('customer.consent.fixed')}</Quiet>
      {customer.offers === 'stopped' ? <Strip tone="warning">{t('customer.consent.stopped')}</Strip> : null}
      {customer.consent.length === 0 ? <p>{t('customer.consent.none')}</p> : null}
      <ol className={styles['consent']} aria-label={t('customer.consent.title')}>
        {customer.consent.map((entry) => (
          <ConsentEntryLine key={entry.entryId} entry={entry} customerId={customer.customerId} />
        ))}
      </ol>
      {adding === null ? null : <RecordConsentDialog customer={customer} first={adding} onClose={() => setAdding(null)} />}
    </Card>
  )
}

type AskButtonProps = { readonly customer: CustomerCard; readonly onError: (error: AppError | null) => void }

/** Asks in the open window; outside of it the list of customers asks by a template. */
function AskButton({ customer, onError }: AskButtonProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const asking = useMutationCall('consent.askOne')
  const ask = async (): Promise<void> => {
    onError(null)
    const asked = await asking.run({ customerId: customer.customerId })
    if (!asked.ok) return onError(asked.error)
    const [why] = asked.value.leftOut
    toast({ text: why === undefined ? t('consent.ask.oneDone') : t('consent.ask.oneNot', { why: t(`consent.ask.why.${why.why}`) }) })
  }
  return (
    <Button needs="consent.askOne" size="small" onPress={() => void ask()} isBusy={asking.isRunning} testId="customer-consent-ask">
      {t('record.consent.ask')}
    </Button>
  )
}
