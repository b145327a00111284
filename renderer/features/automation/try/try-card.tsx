import { useState, type ReactNode } from 'react'
import { useCall, type CallInput } from '../../../bridge/index.ts'
import { dayOf, languageName, useWords } from '../../../i18n/index.ts'
import { momentOf } from '../../../template-values/index.ts'
import { Card, DateField, ErrorStrip, Quiet, Select, TextField, TimeField, More } from '../../../ui/index.ts'
import { LANGUAGES } from '../edit/languages.ts'
import type { Work } from '../types.ts'
import { CustomerPick, type Picked } from './customer-pick.tsx'
import { TryOutcome } from './try-outcome.tsx'
import { useSettled } from './use-settled.ts'

type TryCardProps = { readonly automationId: string; readonly work: Work; readonly isPaused: boolean }

/** A text is typed; what would be answered, and why nothing else would, stands below. Nothing is sent. */
export function TryCard({ automationId, work, isPaused }: TryCardProps): ReactNode {
  const { t, locale, timeZone } = useWords()
  const [text, setText] = useState('')
  const [language, setLanguage] = useState('none')
  const [day, setDay] = useState('')
  const [time, setTime] = useState('')
  const [customer, setCustomer] = useState<Picked | null>(null)
  const [today] = useState(() => dayOf(Date.now(), timeZone))
  const at = time === '' ? null : momentOf(day === '' ? today : day, time, timeZone)
  const input: CallInput<'automation.try'> = {
    text: text.trim() === '' ? '-' : text,
    automationId,
    work,
    language: language === 'none' ? null : language,
    ...(at === null ? {} : { at }),
    ...(customer === null ? {} : { customerId: customer.customerId }),
  }
  const settled = useSettled(input)
  const result = useCall('automation.try', settled, { isEnabled: text.trim() !== '', keepPrevious: true })
  return (
    <Card title={t('automation.try')} testId="automation-try">
      <TextField label={t('automation.try.text')} value={text} onChange={setText} maxLength={4096} testId="automation-try-text" />
      <More title={t('automation.try.more')}>
        <Select
          label={t('automation.try.language')}
          value={language}
          choices={[
            { value: 'none', label: t('automation.try.noLanguage') },
            ...LANGUAGES.map((one) => ({ value: one, label: languageName(one, locale) })),
          ]}
          onChange={setLanguage}
          testId="automation-try-language"
        />
        <DateField label={t('automation.try.day')} isOptional value={day} onChange={setDay} />
        <TimeField label={t('automation.try.time')} isOptional value={time} onChange={setTime} testId="automation-try-time" />
        <CustomerPick picked={customer} onPick={setCustomer} />
      </More>
      {result.error === null ? null : <ErrorStrip error={result.error} />}
      <div aria-live="polite" data-testid="automation-try-result">
        {text.trim() === '' ? <Quiet isSmall>{t('automation.try.note')}</Quiet> : null}
        {text.trim() === '' || result.data === undefined ? null : <TryOutcome result={result.data} isPaused={isPaused} />}
      </div>
    </Card>
  )
}
