import type { ReactNode } from 'react'
import type { CallOutput } from '#contract/ipc/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Tag, type Tone } from '../data/tag.tsx'
import type { IconName } from '../icon/icon.tsx'

type OfferState = CallOutput<'customer.get'>['offers']

const looks: Readonly<Record<OfferState, { readonly tone: Tone; readonly icon: IconName }>> = {
  yes: { tone: 'success', icon: 'ok' },
  no: { tone: 'neutral', icon: 'ban' },
  stopped: { tone: 'warning', icon: 'stop' },
  unknown: { tone: 'neutral', icon: 'question' },
}

type OffersTagProps = { readonly offers: OfferState; readonly size?: 'long' | 'short' | undefined; readonly testId?: string | undefined }

/** Whether a customer agreed to offers. */
export function OffersTag({ offers, size = 'long', testId }: OffersTagProps): ReactNode {
  const { t } = useWords()
  return (
    <Tag tone={looks[offers].tone} icon={looks[offers].icon} testId={testId}>
      {t(size === 'long' ? `ui.offers.${offers}` : `ui.offers.short.${offers}`)}
    </Tag>
  )
}
