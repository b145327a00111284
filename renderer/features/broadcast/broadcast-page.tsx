import { useState, type ReactNode } from 'react'
import type { CallOutput } from '../../bridge/index.ts'
import { formatDate, useWords } from '../../i18n/index.ts'
import { readTo, routes, useGo } from '../../navigation/index.ts'
import { EmptyState, ErrorStrip, Page, Skeleton, useMay } from '../../ui/index.ts'
import { emptyContent, type Include } from './content.ts'
import { RunPage } from './run/run-page.tsx'
import { useFreshBroadcast } from './use-fresh-broadcast.ts'
import { WritePage } from './write-page.tsx'

/** The audience that the address of a new broadcast asks for. */
function includeOf(to: string | undefined): Include {
  const wanted = to === undefined ? null : readTo(to)
  switch (wanted?.kind) {
    case 'tag':
      return { kind: 'tags', tags: [wanted.tag] }
    case 'group':
      return { kind: 'groups', groupIds: [wanted.groupId] } as Include
    case 'import':
      return { kind: 'import', importId: wanted.importId } as Include
    case 'people':
      return { kind: 'customers', customerIds: [...wanted.customerIds] } as Include
    case undefined:
      return { kind: 'everyone' }
  }
}

/**
 * A new broadcast.
 * @param props.to whom it begins with, as `routes.newBroadcastTo` wrote it
 */
export function NewBroadcastPage({ to }: { readonly to?: string | undefined }): ReactNode {
  const words = useWords()
  const go = useGo()
  const [first] = useState(() => {
    const name = words.t('broadcast.newName', { date: formatDate(Date.now(), 'date', words) })
    return { broadcastId: null, content: emptyContent(name, includeOf(to)), savedAt: null }
  })
  if (!useMay()('broadcast.draft')) return <NotWritten name={words.t('broadcast.title')} />
  return <WritePage first={first} onDone={(broadcastId) => go(routes.broadcast(broadcastId))} />
}

/** One broadcast: its wizard while it is a draft, then what becomes of it. Give it the id as key. */
export function BroadcastPage({ broadcastId }: { readonly broadcastId: string }): ReactNode {
  const { t } = useWords()
  const { broadcast, error, retry } = useFreshBroadcast(broadcastId)
  if (error !== null) {
    return (
      <Page title={t('broadcast.title')} testId="broadcast-missing">
        <ErrorStrip error={error} action={{ label: t('ui.tryAgain'), onAction: retry }} />
      </Page>
    )
  }
  if (broadcast === null) {
    return (
      <Page title={t('broadcast.title')}>
        <Skeleton rows={8} rowHeight="table" />
      </Page>
    )
  }
  return <Known broadcast={broadcast} />
}

/** Stays with the wizard through approval and countdown, though the broadcast is no draft any more by then. */
function Known({ broadcast }: { readonly broadcast: CallOutput<'broadcast.get'> }): ReactNode {
  const [isBeingWritten, setIsBeingWritten] = useState(broadcast.state === 'draft' || broadcast.state === 'asked')
  const may = useMay()
  if (isBeingWritten && !may('broadcast.draft')) return <NotWritten name={broadcast.content.name} />
  if (isBeingWritten) return <WritePage first={broadcast} onDone={() => setIsBeingWritten(false)} />
  return <RunPage broadcastId={broadcast.broadcastId} content={broadcast.content} />
}

/** Stands where the wizard stands for whoever may write broadcasts. */
function NotWritten({ name }: { readonly name: string }): ReactNode {
  const { t } = useWords()
  return (
    <Page title={<bdi>{name}</bdi>} testId="broadcast-not-written">
      <EmptyState icon="broadcast" title={t('broadcast.limited')} text={t('broadcast.limitedText')} />
    </Page>
  )
}
