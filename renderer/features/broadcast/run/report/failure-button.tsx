import { useState, type ReactNode } from 'react'
import { call } from '../../../../bridge/index.ts'
import { failureWordIds, useWords } from '../../../../i18n/index.ts'
import { routes, useGo } from '../../../../navigation/index.ts'
import { Button, useMay, useToast, type Needs } from '../../../../ui/index.ts'
import type { Content, Include } from '../../content.ts'
import { useCopy } from '../../use-copy.ts'
import { allRecipients } from '../all-recipients.ts'
import { failureAction, retryAt, type FailureAction } from './failure-action.ts'
import type { ReportData } from './types.ts'

type Failure = ReportData['failures'][number]
type Act = Exclude<FailureAction, null>
type FailureButtonProps = { readonly failure: Failure; readonly report: ReportData }

const MOST_PEOPLE = 100_000
/** Pages of Meta's own where the trouble ends. @source reference part 1 */
const metaPages = {
  billing: 'https://business.facebook.com/billing_hub',
  numbers: 'https://business.facebook.com/wa/manage/phone-numbers',
} as const

/** What the button leads to in the app; a page of Meta's own needs nothing here. */
const needsOf = (action: Act): Needs | undefined =>
  action === 'reconnect' ? 'connection.replaceKey' : action === 'billing' || action === 'numbers' ? undefined : 'broadcast.draft'

/** The one thing to do about a reason, as a button; nothing where there is none. */
export function FailureButton({ failure, report }: FailureButtonProps): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const may = useMay()
  const copyToThem = useCopyToThem(report)
  const [isBusy, setIsBusy] = useState(false)
  const action = failureAction(failure.metaCode)
  if (action === null || !may(needsOf(action))) return null
  const act = async (): Promise<void> => {
    if (action === 'billing' || action === 'numbers') return void call('shell.openLink', { url: metaPages[action] })
    if (action === 'reconnect') return go(routes.connectionFix('key'))
    setIsBusy(true)
    await copyToThem(String(failure.metaCode), action)
    setIsBusy(false)
  }
  return (
    <Button
      size="small"
      onPress={() => void act()}
      isBusy={isBusy}
      label={t('meta.act.of', { act: t(`meta.act.${action}`), what: t(failureWordIds(failure).what) })}
      testId={`broadcast-report-act-${failure.metaCode}`}
    >
      {t(`meta.act.${action}`)}
    </Button>
  )
}

/** Makes a draft to the people whom one reason kept from getting it, to be reviewed and approved like any other. */
function useCopyToThem({ summary }: ReportData): (reason: string, action: Act) => Promise<void> {
  const { t } = useWords()
  const copy = useCopy()
  const toast = useToast()
  const { broadcastId } = summary
  return async (reason, action) => {
    const [old, failed, rejected] = await Promise.all([
      call('broadcast.get', { broadcastId }),
      allRecipients({ broadcastId, state: 'failed', reason }, MOST_PEOPLE),
      allRecipients({ broadcastId, state: 'rejected', reason }, MOST_PEOPLE),
    ])
    const error = old.ok ? (failed.error ?? rejected.error) : old.error
    if (!old.ok || error !== null) return toast({ text: t(`errors.${error?.code ?? 'bug'}.what`), tone: 'trouble' })
    const people = [...failed.recipients, ...rejected.recipients].flatMap(({ customerId }) => (customerId === null ? [] : [customerId]))
    if (people.length === 0) return toast({ text: t('broadcast.report.nobodyLeft') })
    const at = action === 'later' ? retryAt({ endedAt: summary.finishedAt ?? Date.now(), now: Date.now() }) : null
    await copy(broadcastId, {
      ...changeFor(old.value.content, { kind: 'customers', customerIds: people }),
      ...(action === 'template' ? withoutTemplate : {}),
      time: timeOf(at),
    })
  }
}

/** Nobody of them got it: time between offers and people kept back are no reason to leave them out again. */
const changeFor = ({ audience }: Content, include: Include): Partial<Content> => ({
  audience: {
    include,
    excludeTags: audience.excludeTags,
    excludeGroupIds: audience.excludeGroupIds,
    excludeRule: audience.excludeRule,
    excludeWaiting: audience.excludeWaiting,
    restingHours: null,
    mostOffers: audience.mostOffers,
    holdoutPercent: 0,
  },
})

const withoutTemplate: Partial<Content> = { template: { name: '', language: '' }, variables: {} }

type Planned = Extract<Content['time'], { kind: 'at' }>
const timeOf = (at: number | null): Content['time'] =>
  at === null ? { kind: 'now' } : { kind: 'at', at: at as Planned['at'], latestAt: null }
