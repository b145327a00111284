import { useEffect, useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../../bridge/index.ts'
import { metaWordIds, useWords } from '../../../i18n/index.ts'
import { Button, Card, ErrorStrip, Icon, Phone, Quiet, TextField } from '../../../ui/index.ts'
import type { Content } from '../content.ts'
import { isTestSettled, testLook } from './test-state.ts'
import styles from './message.module.css'

const ASK_EVERY_MS = 700
const FIELD_ID = 'broadcast-test-field'

/** Brings the focus to the phone field of the test message, from elsewhere on the screen. */
export function focusTest(): void {
  const place = document.getElementById(FIELD_ID)
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input')?.focus()
}

type Sent = CallOutput<'broadcast.testSent'>

/** Sends the message to a phone of the shop and tells what became of it. The phones used before are one click away. */
export function TestSend({ content }: { readonly content: Content }): ReactNode {
  const { t } = useWords()
  const before = useCall('broadcast.testSent', {})
  const sending = useMutationCall('broadcast.testSend')
  const [typed, setTyped] = useState<string | null>(null)
  const [sendId, setSendId] = useState<CallOutput<'broadcast.testSend'>['sendId'] | null>(null)
  const phones = before.data?.phones ?? []
  const phone = typed ?? phones[0] ?? ''
  const send = async (): Promise<void> => {
    if (phone.trim() === '') return
    setSendId(null)
    const result = await sending.run({ content, phone })
    if (!result.ok) return
    setSendId(result.value.sendId)
    before.refetch()
  }
  return (
    <Card title={t('broadcast.test.title')} testId="broadcast-test">
      <div id={FIELD_ID}>
        <TextField
          label={t('broadcast.test.phone')}
          type="tel"
          value={phone}
          onChange={setTyped}
          onSubmit={() => void send()}
          hint={t('broadcast.test.note')}
          testId="broadcast-test-phone"
        />
      </div>
      <Before phones={phones.filter((one) => one !== phone)} onUse={setTyped} />
      <div className={styles['testSend']}>
        <Button
          icon="send"
          onPress={() => void send()}
          isBusy={sending.isRunning}
          isDisabled={phone.trim() === ''}
          needs="broadcast.testSend"
          testId="broadcast-test-send"
        >
          {t('broadcast.test.send')}
        </Button>
        {sendId === null ? null : <WhatBecame key={sendId} sendId={sendId} />}
      </div>
      {sending.error === null ? null : <ErrorStrip error={sending.error} testId="broadcast-test-error" />}
    </Card>
  )
}

function Before({ phones, onUse }: { readonly phones: Sent['phones']; readonly onUse: (phone: string) => void }): ReactNode {
  const { t } = useWords()
  if (phones.length === 0) return null
  return (
    <div className={styles['chips']}>
      {phones.map((phone) => (
        <Button key={phone} size="small" variant="quiet" label={t('broadcast.test.use', { phone })} onPress={() => onUse(phone)}>
          <Phone phone={phone} />
        </Button>
      ))}
    </div>
  )
}

/** Where the test message stands, asked for until it is settled. */
function WhatBecame({ sendId }: { readonly sendId: CallOutput<'broadcast.testSend'>['sendId'] }): ReactNode {
  const { t } = useWords()
  const { data, refetch } = useCall('broadcast.testSent', { sendId })
  const state = data?.state ?? null
  const isOpen = !isTestSettled(state)
  useEffect(() => {
    if (!isOpen) return undefined
    const timer = setInterval(refetch, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [isOpen, refetch])
  const { words, icon } = testLook(state)
  const meta = state === 'failed' || state === 'rejected' ? metaWordIds(data?.metaCode ?? null) : null
  return (
    <p role="status" className={styles['testState']} data-testid="broadcast-test-state" data-state={state ?? 'planned'}>
      <Icon name={icon} size={16} />
      <span>{meta === null ? t(words) : `${t(meta.what)} ${t(meta.do)}`}</span>
      {meta === null || data?.metaCode === null ? null : <Quiet isSmall>{t('ui.meta.code', { code: String(data?.metaCode) })}</Quiet>}
    </p>
  )
}
