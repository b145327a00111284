import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { marketName, useWords } from '../../../i18n/index.ts'
import { Button, DateTime, ErrorStrip, Money, Strip, useToast } from '../../../ui/index.ts'
import type { Detail } from '../types.ts'

type PauseStripProps = { readonly templateId: string; readonly pause: NonNullable<Detail['pause']> }

/** Until when Meta paused a template, what that stops, and how it ends. */
export function PauseStrip({ templateId, pause }: PauseStripProps): ReactNode {
  const { t, rich } = useWords()
  const toast = useToast()
  const unpausing = useMutationCall('template.unpause')
  const unpause = async (): Promise<void> => {
    const result = await unpausing.run({ templateId })
    if (result.ok) toast({ text: result.value.isUnpaused ? t('template.pause.ended') : t('template.pause.notEnded') })
  }
  return (
    <Strip
      tone="warning"
      icon="pause"
      testId="template-pause"
      actions={
        pause.needsUnpause ? (
          <Button
            needs="template.unpause"
            size="small"
            onPress={() => void unpause()}
            isBusy={unpausing.isRunning}
            testId="template-unpause"
          >
            {t('template.pause.end')}
          </Button>
        ) : undefined
      }
    >
      <p>
        {pause.until === null
          ? t(pause.needsUnpause ? 'template.pause.asks' : 'template.pause.open')
          : rich('template.pause.until', { time: <DateTime key="until" at={pause.until} /> })}{' '}
        {t('template.pause.stops')}
      </p>
      {unpausing.error === null ? null : <ErrorStrip error={unpausing.error} />}
    </Strip>
  )
}

type CategoryStripProps = { readonly category: NonNullable<Detail['category']>; readonly prices: Detail['prices'] }

/** A category that Meta changed or is about to, with what one message costs before and after. */
export function CategoryStrip({ category, prices }: CategoryStripProps): ReactNode {
  const words = useWords()
  const { t, rich } = words
  const money = (micros: number | null): ReactNode =>
    micros === null ? t('template.submit.noPrice') : <Money micros={micros} currency={prices.currency} precision="each" />
  const values = {
    from: t(`template.kind.${category.from}`),
    to: t(`template.kind.${category.to}`),
    time: category.at === null ? '' : <DateTime key="at" at={category.at} />,
  }
  const when = category.kind === 'announced' ? (category.at === null ? 'soon' : 'announced') : category.at === null ? 'was' : 'done'
  return (
    <Strip tone="warning" icon="coin" testId="template-category">
      <p>{rich(`template.category.${when}`, values)}</p>
      <p>
        {rich('template.category.price', {
          before: <span key="before">{money(category.microsBefore)}</span>,
          after: <strong key="after">{money(category.microsAfter)}</strong>,
          market: marketName(prices.market, words),
        })}
      </p>
      <p>{t('template.category.do')}</p>
    </Strip>
  )
}
