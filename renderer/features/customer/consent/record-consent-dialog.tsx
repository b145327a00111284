import { useState, type ReactNode } from 'react'
import { useFileTaking, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, RadioGroup, Select, Stack, TextArea, TextField } from '../../../ui/index.ts'
import { consentSources, type ConsentSource, type CustomerCard } from '../types.ts'

type RecordConsentDialogProps = { readonly customer: CustomerCard; readonly first: 'yes' | 'no'; readonly onClose: () => void }

/** Adds one entry to the history, with a photo, scan or PDF where there is one. */
export function RecordConsentDialog({ customer, first, onClose }: RecordConsentDialogProps): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('customer.recordConsent')
  const [decision, setDecision] = useState(first)
  const [source, setSource] = useState<ConsentSource | null>(null)
  const [detail, setDetail] = useState('')
  const [wording, setWording] = useState('')
  const [proof, setProof] = useState<{ readonly handle: string; readonly name: string } | null>(null)
  const taking = useFileTaking('consent-evidence', setProof)
  const [isChecked, setIsChecked] = useState(false)
  const save = async (): Promise<void> => {
    setIsChecked(true)
    if (source === null) return
    const result = await saving.run({
      customerId: customer.customerId,
      decision,
      source,
      detail,
      wording,
      ...(proof === null ? {} : { evidence: proof.handle }),
    })
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
      {taking.error === null ? null : <ErrorStrip error={taking.error} />}
      <Stack gap={1}>
        <span>{t('record.consent.proof')}</span>
        <Stack isRow>
          <Button size="small" icon="attach" onPress={taking.choose} isBusy={taking.isChoosing} testId="customer-record-consent-proof">
            {t('record.consent.chooseProof')}
          </Button>
          {proof === null ? null : <bdi>{proof.name}</bdi>}
        </Stack>
        <Quiet isSmall>{t('record.consent.proofHint')}</Quiet>
      </Stack>
    </Dialog>
  )
}
