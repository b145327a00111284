import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { RadioGroup, Select, Strip, TextArea, TextField, DateField } from '../../../ui/index.ts'
import { consentSources } from '../types.ts'
import styles from './import.module.css'
import type { ConsentDraft, ConsentGap } from './steps.ts'

type ConsentStepProps = {
  readonly draft: ConsentDraft
  readonly onChange: (draft: ConsentDraft) => void
  readonly gap: ConsentGap
  readonly today: string
}

/** Asks where and when people agreed to hear from the shop. Without an answer they are imported and get no offers. */
export function ConsentStep({ draft, onChange, gap, today }: ConsentStepProps): ReactNode {
  const { t } = useWords()
  const change = (part: Partial<ConsentDraft>): void => onChange({ ...draft, ...part })
  return (
    <>
      <p>{t('customer.import.consentText')}</p>
      <RadioGroup
        label={t('customer.import.consentQuestion')}
        isRequired
        value={draft.isKnown === null ? null : draft.isKnown ? 'agreed' : 'unknown'}
        onChange={(value) => change({ isKnown: value === 'agreed' })}
        testId="customer-import-consent"
        options={[
          { value: 'agreed', label: t('customer.import.consentAgreed') },
          { value: 'unknown', label: t('customer.import.consentUnknown'), note: t('customer.import.consentUnknownNote') },
        ]}
      />
      {gap === 'choice' ? <Strip tone="warning">{t('customer.import.consentMissing')}</Strip> : null}
      {draft.isKnown === true ? (
        <div className={styles['fields']}>
          <Select
            label={t('customer.consent.where')}
            value={draft.source}
            onChange={(source) => change({ source })}
            isRequired
            error={gap === 'source' ? t('customer.consent.whereMissing') : null}
            choices={consentSources.map((value) => ({ value, label: t(`ui.source.${value}`) }))}
            testId="customer-import-consent-source"
          />
          <DateField
            label={t('customer.import.consentDay')}
            max={today}
            value={draft.day}
            onChange={(day) => change({ day })}
            hint={t('customer.import.consentDayHint')}
            isRequired
            error={gap === 'day' ? t('customer.import.consentDayMissing') : gap === 'future' ? t('customer.import.consentDayFuture') : null}
            testId="customer-import-consent-day"
          />
          <TextField
            label={t('customer.consent.detail')}
            value={draft.detail}
            onChange={(detail) => change({ detail })}
            hint={t('customer.consent.detailHint')}
            isOptional
            maxLength={200}
            testId="customer-import-consent-detail"
          />
          <TextArea
            label={t('customer.consent.wording')}
            value={draft.wording}
            onChange={(wording) => change({ wording })}
            hint={t('customer.consent.wordingHint')}
            isOptional
            maxLength={2000}
            rows={2}
            testId="customer-import-consent-wording"
          />
        </div>
      ) : null}
    </>
  )
}
