import { useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, useToast } from '../../../ui/index.ts'
import type { Content } from '../content.ts'
import { useCopy } from '../use-copy.ts'
import { allRecipients } from './all-recipients.ts'

const MOST_PEOPLE = 100_000

type SendLeftProps = { readonly broadcastId: string; readonly audience: Content['audience'] }

/** A new draft to the people whom a stop kept from getting it. */
export function SendLeft({ broadcastId, audience }: SendLeftProps): ReactNode {
  const { t } = useWords()
  const copy = useCopy()
  const toast = useToast()
  const [isReading, setIsReading] = useState(false)
  const make = async (): Promise<void> => {
    setIsReading(true)
    const { recipients, error } = await allRecipients({ broadcastId, state: 'skipped', reason: 'stopped-by-hand' }, MOST_PEOPLE)
    const customerIds = recipients.flatMap((one) => (one.customerId === null ? [] : [one.customerId]))
    setIsReading(false)
    if (error !== null) return toast({ text: t(`errors.${error.code}.what`), tone: 'trouble' })
    if (customerIds.length === 0) return toast({ text: t('broadcast.report.nobodyLeft') })
    await copy(broadcastId, { audience: { ...audience, include: { kind: 'customers', customerIds } } })
  }
  return (
    <Button onPress={() => void make()} isBusy={isReading} needs="broadcast.draft" testId="broadcast-report-send-left">
      {t('broadcast.report.sendLeft')}
    </Button>
  )
}
