import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Card, DateTime, Dialog, ErrorStrip, Quiet, RadioGroup, Select, Strip, Tag, TextArea, TextField } from '../../ui/index.ts'
import styles from './customer.module.css'
import { consentSources, type ConsentEntry, type ConsentSource, type CustomerCard } from './types.ts'

/** Who agreed or withdrew, when, how and by whom. Nothing in it can be changed, only added to. */
export function ConsentCard({ customer }: { readonly customer: CustomerCard }): ReactNode {
  const { t } = useWords()
  const [adding, setAdding] = useState<'yes' | 'no' | null>(null)
  return (
    <Card
      title={t('customer.consent.title')}
      testId="customer-consent"
      actions={
        <div className={styles['actions']}>
          <Button size="small" icon="plus" onPress={() => setAdding('yes')} testId="customer-consent-add">
            {t('customer.consent.add')}
          </Button>
          {customer.offers === 'yes' ? (
            <Button size="small" onPress={() => setAdding('no')} testId="customer-consent-opt-out">
              {t('customer.consent.optOut')}
            </Button>
          ) : null}
        </div>
      }
    >
      <Quiet isSmall>{t('customer.consent.fixed')}</Quiet>
      {customer.offers === 'stopped' ? <Strip tone="warning">{t('customer.consent.stopped')}</Strip> : null}
      {customer.consent.length === 0 ? <p>{t('customer.consent.none')}</p> : null}
      <ol className={styles['consent']} aria-label={t('customer.consent.title')}>
        {customer.consent.map((entry, index) => (
          <Entry key={`${entry.recordedAt}-${index}`} entry={entry} />
        ))}
      </ol>
      {adding === null ? null : <RecordConsentDialog customer={customer} first={adding} onClose={() => setAdding(null)} />}
    </Card>
  )
}

function Entry({ entry }: { readonly entry: ConsentEntry }): ReactNode {
  const { t } = useWords()
  return (
    <li className={styles['entry']} data-testid="customer-consent-entry">
      <DateTime at={entry.at} style="date" />
      <Tag tone={entry.decision === 'yes' ? 'success' : 'neutral'} icon={entry.decision === 'yes' ? 'ok' : 'ban'}>
        {t(entry.decision === 'yes' ? 'customer.consent.yes' : 'customer.consent.no')}
      </Tag>
      <span className={styles['entryWords']}>
        {t(`customer.consent.purpose.${entry.purpose}`)} · {t(`ui.source.${entry.source}`)}
        {entry.detail === '' ? null : <span dir="auto"> · {entry.detail}</span>}
        <Quiet isSmall> {t('customer.consent.by', { person: personWords(entry.recordedBy, t) })}</Quiet>
        {entry.wording === '' ? null : (
          <q className={styles['wording']} dir="auto">
            {entry.wording}
          </q>
        )}
      </span>
    </li>
  )
}

type Translate = ReturnType<typeof useWords>['t']

/** Whom the history names: the owner and the customer have words, others their own name. */
const personWords = (person: string, t: Translate): string =>
  person === 'owner' ? t('customer.person.owner') : person === 'customer' ? t('customer.person.customer') : person

type RecordConsentDialogProps = { readonly customer: CustomerCard; readonly first: 'yes' | 'no'; readonly onClose: () => void }

function RecordConsentDialog({ customer, first, onClose }: RecordConsentDialogProps): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('customer.recordConsent')
  const [decision, setDecision] = useState(first)
  const [source, setSource] = useState<ConsentSource | null>(null)
  const [detail, setDetail] = useState('')
  const [wording, setWording] = useState('')
  const [isChecked, setIsChecked] = useState(false)
  const save = async (): Promise<void> => {
    setIsChecked(true)
    if (source === null) return
    const result = await saving.run({ customerId: customer.customerId, decision, source, detail, wording })
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={t('customer.consent.add')}
      isOpen
      onClose={onClose}
      testId="customer-record-consent"
      footer={
        <>
          <Button onPress={onClose} testId="customer-record-consent-cancel">
            {t('ui.cancel')}
          </Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="customer-record-consent-save">
            {t('customer.consent.save')}
          </Button>
        </>
      }
    >
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      <RadioGroup
        label={t('customer.consent.decision')}
        value={decision}
        onChange={setDecision}
        testId="customer-record-consent-decision"
        options={[
          { value: 'yes', label: t('customer.consent.agreed') },
          { value: 'no', label: t('customer.consent.withdrew') },
        ]}
      />
      <Select
        label={t('customer.consent.where')}
        value={source}
        onChange={setSource}
        isRequired
        error={isChecked && source === null ? t('customer.consent.whereMissing') : null}
        choices={consentSources.map((value) => ({ value, label: t(`ui.source.${value}`) }))}
        testId="customer-record-consent-source"
      />
      <TextField
        label={t('customer.consent.detail')}
        value={detail}
        onChange={setDetail}
        hint={t('customer.consent.detailHint')}
        isOptional
        maxLength={200}
        testId="customer-record-consent-detail"
      />
      <TextArea
        label={t('customer.consent.wording')}
        value={wording}
        onChange={setWording}
        hint={t('customer.consent.wordingHint')}
        isOptional
        maxLength={2000}
        testId="customer-record-consent-wording"
      />
    </Dialog>
  )
}
