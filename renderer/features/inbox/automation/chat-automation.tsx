import type { ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Strip, useToast } from '../../../ui/index.ts'

/** How the automations stand in this chat: resting until when and why, with the way to hand it back, or waiting for an answer. */
export function ChatAutomation({ customerId }: { readonly customerId: string }): ReactNode {
  const words = useWords()
  const { t } = words
  const toast = useToast()
  const chat = useCall('automation.chat', { customerId })
  const handingBack = useMutationCall('automation.handBack')
  const resting = useMutationCall('automation.handOver')
  const { silent = null, waiting = null } = chat.data ?? {}
  const handBack = async (): Promise<void> => {
    const until = silent?.until
    const result = await handingBack.run({ customerId })
    if (!result.ok) return
    toast({
      text: t('automation.chat.handedBack'),
      action: { label: t('ui.undo'), onAction: () => void resting.run({ customerId, ...(until === undefined ? {} : { until }) }) },
    })
  }
  const rest = async (): Promise<void> => {
    const result = await resting.run({ customerId })
    if (result.ok)
      toast({ text: t('automation.chat.restSaid'), action: { label: t('ui.undo'), onAction: () => void handingBack.run({ customerId }) } })
  }
  const error = handingBack.error ?? resting.error
  if (error !== null) return <ErrorStrip error={error} />
  if (silent !== null)
    return (
      <Strip
        tone="info"
        look="bar"
        icon="pause"
        testId="inbox-automation-rests"
        actions={
          <Button
            size="small"
            onPress={() => void handBack()}
            isBusy={handingBack.isRunning}
            needs={['automation.handBack', 'automation.handOver']}
            testId="inbox-automation-hand-back"
          >
            {t('automation.chat.handBack')}
          </Button>
        }
      >
        {t('automation.chat.rests', { until: formatDate(silent.until, 'date-time', words), why: t(`automation.reason.${silent.reason}`) })}
      </Strip>
    )
  if (waiting === null) return null
  return (
    <Strip
      tone="info"
      look="bar"
      icon="bolt"
      testId="inbox-automation-waits"
      actions={
        <Button
          size="small"
          onPress={() => void rest()}
          isBusy={resting.isRunning}
          needs={['automation.handBack', 'automation.handOver']}
          testId="inbox-automation-rest"
        >
          {t('automation.chat.rest')}
        </Button>
      }
    >
      {t('automation.chat.waiting', { name: waiting.name })}
    </Strip>
  )
}
