import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { countryName, formatDate, useWords } from '../../../i18n/index.ts'
import { Card, Checkbox, Columns, DateTime, ErrorStrip, Facts, Quiet, Select, Strip, Tag, useNow } from '../../../ui/index.ts'
import { isCountry } from '../cost-rows.ts'
import { handingOverMs } from '../duration.ts'
import { spanWords } from '../span-words.ts'
import type { Draft } from '../use-draft.ts'
import { quietPlaces, type QuietHours } from './quiet.ts'
import type { Reviewing } from './use-review.ts'
import styles from './wizard.module.css'

type TimeStepProps = { readonly draft: Draft; readonly reviewing: Reviewing }

/** When it goes out and how fast, whom the night keeps waiting, and what the laptop must do meanwhile. */
export function TimeStep({ draft, reviewing }: TimeStepProps): ReactNode {
  const { t } = useWords()
  const { review, error } = reviewing
  return (
    <Columns>
      <div className={styles['column']}>
        <Card title={t('broadcast.time.when')}>
          <p data-testid="broadcast-time-when">{t('broadcast.time.now')}</p>
          <Pace draft={draft} />
        </Card>
        <Card title={t('broadcast.time.quiet')}>
          <Quiet isSmall>{t('broadcast.time.quietWhy')}</Quiet>
          <QuietChoice draft={draft} />
        </Card>
      </div>
      <Card title={t('broadcast.time.outcome')}>
        {error === null ? null : <ErrorStrip error={error} action={{ label: t('ui.tryAgain'), onAction: reviewing.again }} />}
        <Finish people={review?.goes ?? null} pacePerSecond={draft.content.pacePerSecond} />
        {draft.content.quietHours === null ? null : (
          <Places markets={review?.cost.rows.map((row) => row.market) ?? []} quiet={draft.content.quietHours} />
        )}
        <Strip tone="info" testId="broadcast-time-laptop">
          {t('broadcast.time.laptop')}
        </Strip>
        <Checkbox
          isSelected={draft.content.keepAwake}
          onChange={(keepAwake) => draft.change({ keepAwake })}
          note={t('broadcast.time.awakeNote')}
          testId="broadcast-time-awake"
        >
          {t('broadcast.time.awake')}
        </Checkbox>
      </Card>
    </Columns>
  )
}

const paces = [1, 3, 10, 20, 50] as const

function Pace({ draft }: { readonly draft: Draft }): ReactNode {
  const { t } = useWords()
  const { pacePerSecond } = draft.content
  const choices = [...new Set([...paces, pacePerSecond])]
    .toSorted((one, other) => one - other)
    .map((pace) => ({ value: String(pace), label: t('broadcast.time.pace', { pace }) }))
  return (
    <Select
      label={t('broadcast.time.speed')}
      value={String(pacePerSecond)}
      choices={choices}
      onChange={(pace) => draft.change({ pacePerSecond: Number(pace) })}
      hint={t('broadcast.time.speedHint')}
      testId="broadcast-time-pace"
    />
  )
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const usualNight: QuietHours = { fromHour: 21, toHour: 9 }

function QuietChoice({ draft }: { readonly draft: Draft }): ReactNode {
  const { t, locale } = useWords()
  const { quietHours } = draft.content
  const [last, setLast] = useState<QuietHours>(quietHours ?? usualNight)
  const set = (next: QuietHours): void => {
    setLast(next)
    draft.change({ quietHours: next })
  }
  const choices = hours.map((hour) => ({
    value: String(hour),
    label: formatDate(Date.UTC(2026, 0, 1, hour), 'time', { locale, timeZone: 'UTC' }),
  }))
  return (
    <>
      <Checkbox
        isSelected={quietHours !== null}
        onChange={(isOn) => draft.change({ quietHours: isOn ? last : null })}
        testId="broadcast-time-quiet"
      >
        {t('broadcast.time.quietOn')}
      </Checkbox>
      {quietHours === null ? null : (
        <div className={styles['two']}>
          <Select
            label={t('broadcast.time.quietFrom')}
            value={String(quietHours.fromHour)}
            choices={choices}
            onChange={(hour) => set({ ...quietHours, fromHour: Number(hour) })}
            testId="broadcast-time-quiet-from"
          />
          <Select
            label={t('broadcast.time.quietTo')}
            value={String(quietHours.toHour)}
            choices={choices}
            onChange={(hour) => set({ ...quietHours, toHour: Number(hour) })}
            testId="broadcast-time-quiet-to"
          />
        </div>
      )}
    </>
  )
}

function Finish({ people, pacePerSecond }: { readonly people: number | null; readonly pacePerSecond: number }): ReactNode {
  const { t, rich } = useWords()
  const now = useNow(10_000)
  if (people === null) return <Quiet>{t('broadcast.time.counting')}</Quiet>
  const durationMs = handingOverMs(people, pacePerSecond)
  return (
    <p className={styles['finish']} data-testid="broadcast-time-finish" data-ms={durationMs}>
      {rich('broadcast.time.finish', {
        count: people,
        span: spanWords(durationMs, t),
        time: <DateTime key="at" at={now + durationMs} style="time" />,
        b: (parts) => <strong key="b">{parts}</strong>,
      })}
    </p>
  )
}

type PlacesProps = { readonly markets: readonly string[]; readonly quiet: QuietHours }

/** What quiet hours mean just now: each country's own time, and whether its people wait. */
function Places({ markets, quiet }: PlacesProps): ReactNode {
  const words = useWords()
  const { t, locale } = words
  const vault = useCall('vault.status', {})
  const now = useNow(30_000)
  const shop = vault.data?.shop
  if (shop === null || shop === undefined) return null
  const places = quietPlaces(markets.filter(isCountry), { country: shop.country, timeZone: shop.timeZone }, { ...quiet, at: now })
  const morning = formatDate(Date.UTC(2026, 0, 1, quiet.toHour), 'time', { locale, timeZone: 'UTC' })
  return (
    <div data-testid="broadcast-time-places">
      <Facts
        facts={places.map((place) => ({
          name: countryName(place.country, locale),
          value: (
            <span className={styles['line']}>
              {formatDate(place.at, 'time', { locale, timeZone: place.timeZone })}
              <Tag tone={place.isQuiet ? 'warning' : 'success'} icon={place.isQuiet ? 'clock' : 'ok'}>
                {place.isQuiet ? t('broadcast.time.waits', { time: morning }) : t('broadcast.time.goesNow')}
              </Tag>
            </span>
          ),
        }))}
      />
      <Quiet isSmall>{t('broadcast.time.placesNote')}</Quiet>
    </div>
  )
}
