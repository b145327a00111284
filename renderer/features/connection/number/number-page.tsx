import { useCallback, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Allowed, Button, Card, EmptyState, ErrorStrip, Link, Skeleton, Strip, useMay } from '../../../ui/index.ts'
import { CheckList } from '../check/check-list.tsx'
import { checkNames, readyCount } from '../check/order.ts'
import { useChecks } from '../check/use-checks.ts'
import { useFixes } from '../fix/use-fixes.tsx'
import { fixDialogs, needsOfFix, type Fix } from '../fixes.ts'
import { NoticeList } from '../notice/notice-list.tsx'
import type { Health, Status } from '../types.ts'
import { useSetup } from '../use-setup.ts'
import { DisconnectCard } from './disconnect-card.tsx'
import { KeyCard } from './key-card.tsx'
import { LimitCard } from './limit-card.tsx'
import { NumberCard } from './number-card.tsx'
import { OfferCard } from './offer-card.tsx'
import { ReceivingCard } from './receiving-card.tsx'
import { SendingCard } from './sending-card.tsx'
import { TemplatesCard } from './templates-card.tsx'
import { useHealth } from './use-health.ts'

type NumberPageProps = { /** The dialog that the address asks for. */ readonly fix: string | null }

/** Everything about the number that is connected, or the way to connect one. */
export function NumberPage({ fix }: NumberPageProps): ReactNode {
  const { t } = useWords()
  const status = useCall('connection.status', {})
  if (status.error !== null) return <ErrorStrip error={status.error} action={{ label: t('ui.tryAgain'), onAction: status.refetch }} />
  if (status.data === undefined) return <Skeleton rows={8} />
  if (status.data === null) return <NotConnected />
  return <Connected key={fix ?? ''} status={status.data} fix={fix} />
}

function NotConnected(): ReactNode {
  const { t } = useWords()
  const mayConnect = useMay()('connection.beginSetup')
  const { setup } = useSetup(mayConnect)
  const isBegun = setup !== undefined && setup !== null
  return (
    <EmptyState
      icon="phone"
      title={t('connection.none.title')}
      text={t(mayConnect ? 'connection.none.text' : 'connection.none.byOwner')}
      action={
        <Link needs="connection.beginSetup" to={routes.connectNumber()} look="main" testId="connection-start">
          {t(isBegun ? 'connection.none.goOn' : 'connection.none.start')}
        </Link>
      }
      testId="connection-none"
    />
  )
}

function Connected({ status, fix }: { readonly status: Status; readonly fix: string | null }): ReactNode {
  const go = useGo()
  const may = useMay()
  const health = useHealth(may('connection.health'))
  const checks = useChecks(may('connection.checks'))
  const { run } = checks
  const { refresh } = health
  const onFixed = useCallback(
    (names: Parameters<typeof run>[0]) => {
      void run(names)
      refresh()
    },
    [run, refresh],
  )
  const first = fixDialogs.find((dialog) => dialog === fix && may(needsOfFix({ kind: 'dialog', dialog }))) ?? null
  const isDemo = status.kind === 'demo'
  const fixes = useFixes({ onFixed, first: isDemo ? null : first, onClosed: () => first !== null && go(routes.settings()) })
  const notices = health.data?.notices ?? status.notices
  return (
    <>
      {isDemo ? null : (
        <Allowed needs="connection.setup">
          <Unfinished />
        </Allowed>
      )}
      <NoticeList notices={notices} onFix={fixes.start} />
      {health.error === null ? null : <ErrorStrip error={health.error} testId="connection-health-error" />}
      <NumberCard status={status} health={health.data} isReading={health.isReading} onRead={refresh} />
      <Allowed needs="connection.checks">
        <ChecksCard checks={checks} onFix={fixes.start} />
      </Allowed>
      {health.data === undefined ? null : <HealthCards status={status} health={health.data} onFix={fixes.start} />}
      {isDemo ? null : (
        <Allowed needs="connection.disconnect">
          <DisconnectCard status={status} />
        </Allowed>
      )}
      {fixes.dialog}
    </>
  )
}

type HealthCardsProps = { readonly status: Status; readonly health: Health; readonly onFix: (fix: Fix) => void }

function HealthCards({ status, health, onFix }: HealthCardsProps): ReactNode {
  const isDemo = status.kind === 'demo'
  return (
    <>
      <SendingCard health={health} />
      <LimitCard health={health} />
      <TemplatesCard health={health} />
      {isDemo ? null : <KeyCard status={status} health={health} onFix={onFix} />}
      <ReceivingCard status={status} health={health} onFix={isDemo ? null : onFix} />
      <OfferCard status={status} health={health} />
    </>
  )
}

/** A wizard that was left is one click away. */
function Unfinished(): ReactNode {
  const { t } = useWords()
  const { setup } = useSetup()
  if (setup === undefined || setup === null) return null
  return (
    <Strip
      tone="info"
      testId="connection-unfinished"
      actions={
        <Link needs="connection.beginSetup" to={routes.connectNumber()} look="button" testId="connection-go-on">
          {t('connection.none.goOn')}
        </Link>
      }
    >
      {t('connection.unfinished', { step: t(`connection.step.${setup.step}`) })}
    </Strip>
  )
}

type ChecksCardProps = { readonly checks: ReturnType<typeof useChecks>; readonly onFix: (fix: Fix) => void }

function ChecksCard({ checks, onFix }: ChecksCardProps): ReactNode {
  const { t } = useWords()
  const ready = readyCount(checks.checks ?? [])
  const neverRan = checks.checks === undefined || checks.checks.length === 0
  return (
    <Card
      title={neverRan ? t('connection.step.checks') : t('connection.checks.ready', { ok: ready, total: checkNames.length })}
      actions={
        <Button
          needs="connection.check"
          icon="refresh"
          onPress={() => void checks.run()}
          isBusy={checks.running.size > 0}
          testId="connection-check"
        >
          {t('connection.checks.again')}
        </Button>
      }
      testId="connection-checks"
    >
      <CheckList checks={checks} onFix={onFix} />
    </Card>
  )
}
