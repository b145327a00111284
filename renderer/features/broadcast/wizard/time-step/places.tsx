import type { ReactNode } from 'react'
import { useCall } from '../../../../bridge/index.ts'
import { countryName, formatDate, useWords } from '../../../../i18n/index.ts'
import { Facts, Quiet, Tag } from '../../../../ui/index.ts'
import { isCountry } from '../../cost-rows.ts'
import { quietPlaces, type QuietHours } from '../quiet.ts'
import styles from '../wizard.module.css'

type PlacesProps = {
  readonly markets: readonly string[]
  readonly quiet: QuietHours
  /** When it begins, ms since the epoch. */
  readonly at: number
  readonly isLater: boolean
}

/** What quiet hours mean when it begins: each country's own time then, and whether its people wait. */
export function Places({ markets, quiet, at, isLater }: PlacesProps): ReactNode {
  const words = useWords()
  const { t, locale } = words
  const vault = useCall('vault.status', {})
  const shop = vault.data?.shop
  if (shop === null || shop === undefined) return null
  const places = quietPlaces(markets.filter(isCountry), { country: shop.country, timeZone: shop.timeZone }, { ...quiet, at })
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
                {place.isQuiet
                  ? t('broadcast.time.waits', { time: morning })
                  : t(isLater ? 'broadcast.time.goesThen' : 'broadcast.time.goesNow')}
              </Tag>
            </span>
          ),
        }))}
      />
      <Quiet isSmall>{t('broadcast.time.placesNote')}</Quiet>
    </div>
  )
}
