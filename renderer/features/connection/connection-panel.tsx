import { useState, type ReactNode } from 'react'
import { call, useCall, useMutationCall, useShell, type CallOutput } from '../../bridge/index.ts'
import { formatDate, useWords } from '../../i18n/index.ts'
import { Button, Card, ErrorStrip, Facts, Skeleton, Strip } from '../../ui/index.ts'
import { CheckList } from './check-list.tsx'
import { ConnectForm } from './connect-form.tsx'

type Status = NonNullable<CallOutput<'connection.status'>>
type CheckRun = CallOutput<'connection.check'>

/** Where fixes that only Meta's own pages can make are made. */
const META_SETTINGS = 'https://business.facebook.com/settings'
const WHATSAPP_MANAGER = 'https://business.facebook.com/wa/manage/home'

/** The number: its facts, its checks, and how it is connected. */
export function ConnectionPanel(): ReactNode {
  const { t } = useWords()
  const status = useCall('connection.status', {})
  const checking = useMutationCall('connection.check')
  const [run, setRun] = useState<CheckRun | null>(null)
  const [isChanging, setIsChanging] = useState(false)
  const check = async (): Promise<void> => {
    const result = await checking.run({})
    if (result.ok) setRun(result.value)
  }
  if (status.error !== null) return <ErrorStrip error={status.error} action={{ label: t('ui.tryAgain'), onAction: status.refetch }} />
  if (status.data === undefined) return <Skeleton rows={8} />
  if (status.data === null || isChanging) {
    const onDone = (): void => {
      setIsChanging(false)
      void check()
    }
    return <ConnectForm current={status.data} onCancel={status.data === null ? null : () => setIsChanging(false)} onDone={onDone} />
  }
  const fix = (name: CheckRun['checks'][number]['name']): void => {
    if (name === 'number') void call('shell.openLink', { url: WHATSAPP_MANAGER })
    else if (name === 'templates') void call('shell.openLink', { url: META_SETTINGS })
    else setIsChanging(true)
  }
  return (
    <>
      <NumberCard status={run?.connection ?? status.data} onChange={() => setIsChanging(true)} />
      <CheckList run={run} isRunning={checking.isRunning} error={checking.error} onCheck={() => void check()} onFix={fix} />
    </>
  )
}

function NumberCard({ status, onChange }: { readonly status: Status; readonly onChange: () => void }): ReactNode {
  const words = useWords()
  const { t } = words
  const { data: shell } = useShell()
  const isDemo = shell?.vault === 'demo'
  const change = isDemo ? undefined : (
    <Button onPress={onChange} testId="connection-change">
      {t('connection.change')}
    </Button>
  )
  return (
    <Card title={t('connection.number')} actions={change} testId="connection-number">
      {isDemo ? <Strip tone="info">{t('connection.demoNote')}</Strip> : null}
      <Facts facts={[...numberFacts(status, words), ...linkFacts(status, words)]} />
    </Card>
  )
}

type Words = ReturnType<typeof useWords>
type FactList = Parameters<typeof Facts>[0]['facts']

function numberFacts(status: Status, { t, number }: Words): FactList {
  const { number: facts } = status
  if (facts === null) return []
  return [
    { name: t('connection.fact.number'), value: <bdi dir="ltr">{facts.displayPhoneNumber}</bdi> },
    { name: t('connection.fact.name'), value: facts.verifiedName },
    { name: t('connection.fact.quality'), value: t(`connection.quality.${facts.quality}`) },
    {
      name: t('connection.fact.limit'),
      value: facts.dailyLimit === null ? t('connection.limit.none') : t('connection.limit.people', { count: facts.dailyLimit }),
    },
    { name: t('connection.fact.used'), value: number(status.peopleLast24h) },
    { name: t('connection.fact.pace'), value: t('connection.pace.perSecond', { count: number(facts.throughputPerSecond) }) },
  ]
}

function linkFacts(status: Status, words: Words): FactList {
  const { t } = words
  const { receiving } = status
  const way =
    receiving.way === 'none'
      ? t('connection.receiving.none')
      : t('connection.receiving.way', {
          way: t(`connection.receiving.${receiving.way}`),
          state: t(receiving.verified ? 'connection.receiving.verified' : 'connection.receiving.unverified'),
        })
  return [
    { name: t('connection.fact.receiving'), value: way, testId: 'connection-receiving' },
    {
      name: t('connection.fact.lastEvent'),
      value: receiving.lastEventAt === null ? t('connection.lastEvent.never') : formatDate(receiving.lastEventAt, 'date-time', words),
    },
    { name: t('connection.fact.address'), value: <bdi dir="ltr">{status.baseUrl}</bdi> },
    { name: t('connection.fact.ids'), value: <bdi dir="ltr">{`${status.wabaId} / ${status.phoneNumberId}`}</bdi> },
    {
      name: t('connection.fact.key'),
      value: <bdi dir="ltr">{t('connection.keyMasked', { last4: status.tokenLast4 })}</bdi>,
      testId: 'connection-key',
    },
  ]
}
