import { useEffect, useRef, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { RadioGroup, Strip, TextArea, TextField, DateField } from '../../../ui/index.ts'
import { consentSources } from '../types.ts'
import styles from './import.module.css'
import type { ConsentDraft, ConsentGap } from './steps.ts'

type ConsentStepProps = {
  readonly draft: ConsentDraft
  readonly onChange: (draft: ConsentDraft) => void
  readonly gap: ConsentGap
  /** The column of the file that says who agreed; null where none does. */
  readonly agreedColumn: string | null
  readonly today: string
  /** Enter in the line about where they agreed goes on. */
  readonly onNext: () => void
}

/** Asks where and when people agreed to hear from the shop. Without an answer they are imported and get no offers. */
export function ConsentStep({ draft, onChange, gap, agreedColumn, today, onNext }: ConsentStepProps): ReactNode {
  const { t } = useWords()
  const question = useRef<HTMLDivElement>(null)
  // The step begins at its question; the button that led here stands at its foot.
  useEffect(() => question.current?.querySelector('input')?.focus(), [])
  const change = (part: Partial<ConsentDraft>): void => onChange({ ...draft, ...part })
  return (
    <>
      <p>{t('customer.import.consentText')}</p>
      {agreedColumn === null ? null : (
        <Strip tone="info" testId="customer-import-by-row">
          {t('customer.import.consentByRow', { column: agreedColumn })}
        </Strip>
      )}
      <div ref={question}>
        <RadioGroup
          label={t(agreedColumn === null ? 'customer.import.consentQuestion' : 'customer.import.consentQuestionByRow')}
          isRequired
          value={draft.isKnown === null ? null : draft.isKnown ? draft.source : 'unknown'}
          onChange={(value) => change(value === 'unknown' ? { isKnown: false, source: null } : { isKnown: true, source: value })}
          testId="customer-import-consent"
          options={[
            ...consentSources.map((value) => ({ value, label: t('customer.import.consentChoice', { where: t(`ui.source.${value}`) }) })),
            { value: 'unknown' as const, label: t('customer.import.consentUnknown'), note: t('customer.import.consentUnknownNote') },
          ]}
        />
      </div>
      {gap === 'choice' ? <Strip tone="warning">{t('customer.import.consentMissing')}</Strip> : null}
      {draft.isKnown === true ? (
        <div className={styles['fields']}>
          <DateField
            label={t('customer.import.consentDayAgreed')}
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
            onSubmit={onNext}
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
