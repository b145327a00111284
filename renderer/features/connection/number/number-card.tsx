import type { ReactNode } from 'react'
import { formatDate, useWords, type Words } from '../../../i18n/index.ts'
import { Allowed, Button, Card, Facts, Quiet, Strip, Tag } from '../../../ui/index.ts'
import { metaWords } from '../meta-words.ts'
import type { Health, Status } from '../types.ts'
import styles from './number.module.css'

type NumberCardProps = {
  readonly status: Status
  readonly health: Health | undefined
  readonly isReading: boolean
  readonly onRead: () => void
}
type FactList = Parameters<typeof Facts>[0]['facts']

/** Number, name, quality, pace and account, as Meta has them. */
export function NumberCard({ status, health, isReading, onRead }: NumberCardProps): ReactNode {
  const words = useWords()
  const { t } = words
  const isDemo = status.kind === 'demo'
  return (
    <Card
      title={t('connection.number')}
      actions={
        <span className={styles['head']}>
          <ReadAt health={health} />
          <Button needs="connection.health" icon="refresh" onPress={onRead} isBusy={isReading} testId="connection-read">
            {t('connection.health.read')}
          </Button>
        </span>
      }
      testId="connection-number"
    >
      {isDemo ? (
        <Strip tone="info" testId="connection-demo-note">
          <p>{t('connection.demoNote')}</p>
          <Allowed needs="connection.disconnect">
            <p>{t('connection.demoHides')}</p>
          </Allowed>
        </Strip>
      ) : null}
      <Facts
        facts={[
          ...numberFacts(status, words),
          ...(health === undefined ? [] : healthFacts(health, words, isDemo)),
          ...idFacts(status, words),
        ]}
      />
    </Card>
  )
}

function ReadAt({ health }: { readonly health: Health | undefined }): ReactNode {
  const words = useWords()
  if (health === undefined || health.readAt === null) return null
  return <Quiet isSmall>{words.t('connection.health.readAt', { time: formatDate(health.readAt, 'date-time', words) })}</Quiet>
}

const tones = { GREEN: 'success', YELLOW: 'warning', RED: 'danger', UNKNOWN: 'neutral' } as const

function numberFacts(status: Status, words: Words): FactList {
  const { t, number } = words
  const { number: facts } = status
  if (facts === null) return []
  return [
    { name: t('connection.fact.number'), value: <bdi dir="ltr">{facts.displayPhoneNumber}</bdi>, testId: 'connection-fact-number' },
    { name: t('connection.fact.name'), value: <bdi>{facts.verifiedName}</bdi> },
    { name: t('connection.fact.status'), value: metaWords('numberStatus', facts.status, words), testId: 'connection-fact-status' },
    {
      name: t('connection.fact.quality'),
      value: <Tag tone={tones[facts.quality]}>{t(`connection.quality.${facts.quality}`)}</Tag>,
      testId: 'connection-fact-quality',
    },
    { name: t('connection.fact.pace'), value: t('connection.pace.perSecond', { count: number(facts.throughputPerSecond) }) },
  ]
}

function healthFacts(health: Health, words: Words, isDemo: boolean): FactList {
  const { t } = words
  const optional = (id: 'nameStatus' | 'accountReview' | 'businessVerification', value: string | null): FactList =>
    value === null ? [] : [{ name: t(`connection.fact.${id}`), value: metaWords(id, value, words), testId: `connection-fact-${id}` }]
  return [
    ...optional('nameStatus', health.nameStatus),
    ...(health.requestedName === null ? [] : [{ name: t('connection.fact.requestedName'), value: <bdi>{health.requestedName}</bdi> }]),
    ...optional('accountReview', health.accountReview),
    ...optional('businessVerification', health.businessVerification),
    ...(health.accountMode === 'SANDBOX' && !isDemo
      ? [{ name: t('connection.fact.accountMode'), value: t('connection.accountMode.sandbox') }]
      : []),
    ...(isDemo
      ? []
      : [
          {
            name: t('connection.fact.phoneApp'),
            value: t(health.isOnPhoneApp ? 'connection.phoneApp.keeps' : 'connection.phoneApp.stopped'),
          },
        ]),
    ...(health.isPinSet === null
      ? []
      : [{ name: t('connection.fact.pin'), value: t(health.isPinSet ? 'connection.pin.set' : 'connection.pin.none') }]),
    ...(health.accountCurrency === null ? [] : [{ name: t('connection.fact.currency'), value: health.accountCurrency }]),
    // Meta may name the zone by a number of its own, which says nothing to anybody.
    ...(health.accountTimeZone === null || /^\d+$/.test(health.accountTimeZone)
      ? []
      : [{ name: t('connection.fact.zone'), value: health.accountTimeZone }]),
  ]
}

function idFacts(status: Status, { t }: Words): FactList {
  return [
    { name: t('connection.fact.address'), value: <bdi dir="ltr">{status.baseUrl}</bdi> },
    { name: t('connection.fact.ids'), value: <bdi dir="ltr">{`${status.wabaId} / ${status.phoneNumberId}`}</bdi> },
    {
      name: t('connection.fact.catalog'),
      value: status.catalogId === null ? t('connection.catalog.none') : <bdi dir="ltr">{status.catalogId}</bdi>,
    },
  ]
}
