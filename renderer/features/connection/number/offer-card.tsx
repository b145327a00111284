import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Card, Checkbox, ErrorStrip, Link, Tag, useToast } from '../../../ui/index.ts'
import type { Health, Status } from '../types.ts'
import { SettingRow, SettingRows } from './setting-row.tsx'

const NOON = 'T12:00:00Z'

/** What offers cost by which list, which catalog they show, and by which of Meta's two ways they go. */
export function OfferCard({ status, health }: { readonly status: Status; readonly health: Health }): ReactNode {
  const words = useWords()
  const { t, number } = words
  const { validFrom, isSample, rules } = health.prices
  return (
    <Card title={t('connection.offers')} testId="connection-offers">
      <SettingRows>
        <SettingRow
          name={t('connection.fact.prices')}
          action={
            <Link to={routes.settingsPage('prices')} look="button" testId="connection-prices-open">
              {t('connection.screen.prices')}
            </Link>
          }
          testId="connection-prices"
        >
          {validFrom === null
            ? t('connection.prices.none')
            : t('connection.prices.from', {
                day: formatDate(Date.parse(validFrom + NOON), 'date', { locale: words.locale, timeZone: 'UTC' }),
                count: number(rules),
              })}{' '}
          {isSample ? <Tag tone="warning">{t('connection.prices.sample')}</Tag> : null}
        </SettingRow>
        <SettingRow
          name={t('connection.fact.catalog')}
          action={
            <Link to={routes.catalog()} look="button" testId="connection-catalog-page">
              {t('connection.catalog.openPage')}
            </Link>
          }
        >
          {t(status.catalogId === null ? 'connection.catalog.none' : 'connection.catalog.linked')}
        </SettingRow>
      </SettingRows>
      {status.kind === 'demo' ? null : <MarketingSwitch isOn={status.marketingEndpoint} />}
    </Card>
  )
}

function MarketingSwitch({ isOn }: { readonly isOn: boolean }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const setting = useMutationCall('connection.setMarketingEndpoint')
  const set = async (wanted: boolean): Promise<void> => {
    const result = await setting.run({ isOn: wanted })
    if (result.ok) toast({ text: t(wanted ? 'connection.marketing.isOn' : 'connection.marketing.isOff') })
  }
  return (
    <>
      <Checkbox
        isSelected={isOn}
        needs="connection.setMarketingEndpoint"
        isDisabled={setting.isRunning}
        onChange={(wanted) => void set(wanted)}
        note={t('connection.marketing.note')}
        testId="connection-marketing"
      >
        {t('connection.marketing')}
      </Checkbox>
      {setting.error === null ? null : <ErrorStrip error={setting.error} testId="connection-marketing-error" />}
    </>
  )
}
