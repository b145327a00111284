import type { ReactNode } from 'react'
import { formatMoney, useWords } from '../../../i18n/index.ts'
import { Card, Checkbox, Quiet } from '../../../ui/index.ts'
import type { Draft } from '../use-draft.ts'
import type { Preview } from './use-preview.ts'

/** What the ordinary message saves, or would save. */
type Saving = { readonly people: number; readonly savesMicros: number }

type CheapestWayProps = {
  readonly isOn: boolean
  /** Null where it saves nothing. */
  readonly saving: Saving | null
  readonly currency: string
  readonly onChange: (isOn: boolean) => void
  readonly testId: string
}

/** The switch for the ordinary message to people with an open window: how many, what it saves, and what is different then. */
export function CheapestWay({ isOn, saving, currency, onChange, testId }: CheapestWayProps): ReactNode {
  const { t, locale } = useWords()
  if (saving === null && !isOn) return null
  return (
    <div data-testid={testId} data-people={saving?.people ?? 0} data-micros={saving?.savesMicros ?? 0}>
      <Checkbox isSelected={isOn} onChange={onChange} note={t('broadcast.cheapest.note')} testId={`${testId}-on`}>
        {saving === null
          ? t('broadcast.cheapest.off')
          : t('broadcast.cheapest.take', { people: saving.people, saving: formatMoney(saving.savesMicros, currency, { locale }) })}
      </Checkbox>
      {saving === null ? <Quiet isSmall>{t('broadcast.cheapest.nothing')}</Quiet> : null}
    </div>
  )
}

/** The same as a card of the message step. */
export function CheapestCard({ draft, preview }: { readonly draft: Draft; readonly preview: Preview }): ReactNode {
  const { t } = useWords()
  const { data } = preview.reading
  const isOn = draft.content.cheapestWay
  if (data === undefined || (data.cheapestWay === null && !isOn)) return null
  return (
    <Card title={t('broadcast.cheapest.title')}>
      <CheapestWay
        isOn={isOn}
        saving={data.cheapestWay}
        currency={data.currency}
        onChange={(cheapestWay) => draft.change({ cheapestWay })}
        testId="broadcast-message-cheapest"
      />
    </Card>
  )
}
