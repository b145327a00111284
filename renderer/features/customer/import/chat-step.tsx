import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { DateTime, Quiet, RadioGroup, Strip, TextField } from '../../../ui/index.ts'
import type { ChatDraft, ChatFacts, ChatGap } from './chat-draft.ts'
import styles from './import.module.css'

type ChatStepProps = {
  readonly facts: ChatFacts
  readonly draft: ChatDraft
  readonly onChange: (draft: ChatDraft) => void
  readonly gap: ChatGap
}

/** Asks what an exported chat does not say: who is the shop, whose number it is, and how days are written where that is open. */
export function ChatStep({ facts, draft, onChange, gap }: ChatStepProps): ReactNode {
  const { t } = useWords()
  const change = (part: Partial<ChatDraft>): void => onChange({ ...draft, ...part })
  return (
    <>
      <p data-testid="customer-import-chat-read" data-messages={facts.messages} data-files={facts.files}>
        {t('customer.import.chat.read', { messages: facts.messages, files: facts.files })}{' '}
        {facts.firstAt === null || facts.lastAt === null ? null : (
          <Quiet>
            <DateTime at={facts.firstAt} /> – <DateTime at={facts.lastAt} />
          </Quiet>
        )}
      </p>
      <p>{t('customer.import.chat.before')}</p>
      {facts.unreadable === 0 ? null : <Strip tone="warning">{t('customer.import.chat.unreadable', { count: facts.unreadable })}</Strip>}
      <RadioGroup
        label={t('customer.import.chat.shop')}
        isRequired
        value={draft.shopName}
        onChange={(shopName) => change({ shopName })}
        options={facts.people.slice(0, 20).map(({ name, messages }) => ({
          value: name,
          label: <bdi>{t('customer.import.chat.person', { name, count: messages })}</bdi>,
        }))}
        testId="customer-import-chat-shop"
      />
      {gap === 'shop' ? <Strip tone="warning">{t('customer.import.chat.shopMissing')}</Strip> : null}
      <div className={styles['fields']}>
        <TextField
          label={t('customer.import.chat.phone')}
          hint={t('customer.import.chat.phoneHint')}
          value={draft.phone}
          onChange={(phone) => change({ phone })}
          isRequired
          maxLength={64}
          error={gap === 'phone' ? t('customer.import.chat.phoneMissing') : null}
          testId="customer-import-chat-phone"
        />
      </div>
      {facts.dayFirst === null ? (
        <RadioGroup
          label={t('customer.import.chat.days')}
          isRequired
          value={draft.days}
          onChange={(days) => change({ days })}
          options={[
            { value: 'day-first', label: t('customer.import.chat.dayFirst') },
            { value: 'month-first', label: t('customer.import.chat.monthFirst') },
          ]}
          testId="customer-import-chat-days"
        />
      ) : null}
      {gap === 'days' ? <Strip tone="warning">{t('customer.import.chat.daysMissing')}</Strip> : null}
    </>
  )
}
