import type { QueryClient } from '@tanstack/react-query'
import type { WindowCallName, WindowEventName } from '#contract/ipc/index.ts'
import { callKey } from './hooks.ts'
import { subscribe } from './window-api.ts'

/** Which answers an event makes stale; a name, or all calls of a noun. Progress events carry their answer with them. */
const staleAfter: Partial<Record<WindowEventName, readonly (WindowCallName | `${string}.*`)[]>> = {
  'backup.changed': ['backup.status'],
  'connection.changed': ['connection.status', 'inbox.counts'],
  'customer.changed': [
    'customer.*',
    'group.*',
    'inbox.list',
    'inbox.counts',
    'broadcast.audience',
    'broadcast.audiencePeople',
    'quickReply.list',
  ],
  'group.changed': ['group.list', 'customer.list', 'broadcast.audience', 'broadcast.audiencePeople'],
  'integration.changed': ['integration.*'],
  'order.changed': ['order.*', 'customer.get', 'group.*', 'broadcast.audience'],
  'template.changed': ['template.list', 'template.overview', 'template.detail', 'template.draft', 'inbox.propose', 'series.*'],
  'catalog.changed': ['catalog.*'],
  'price.changed': ['price.*', 'inbox.messages', 'inbox.propose', 'broadcast.review'],
  'profile.changed': ['profile.*'],
  'staff.changed': ['staff.list', 'session.status', 'inbox.list', 'inbox.messages'],
  'automation.changed': ['automation.*'],
  'automation.used': ['automation.list', 'automation.uses', 'automation.chat', 'automation.planned', 'automation.surveyReport'],
  'automation.handedOver': ['automation.list', 'automation.uses', 'automation.chat'],
  'automation.doubtsChanged': ['automation.list', 'automation.doubts'],
  'inbox.changed': [
    'order.ofCart',
    'automation.chat',
    'inbox.list',
    'inbox.counts',
    'inbox.messages',
    'inbox.notes',
    'inbox.blocked',
    'inbox.propose',
    'customer.list',
    'customer.get',
    'price.list',
  ],
  'quickReply.changed': ['quickReply.list'],
  'broadcast.changed': [
    'group.list',
    'broadcast.list',
    'broadcast.get',
    'broadcast.status',
    'broadcast.report',
    'broadcast.recipients',
    'broadcast.calendar',
    'broadcast.rules',
    'series.*',
  ],
  'broadcast.progress': ['broadcast.recipients', 'broadcast.report', 'broadcast.replies', 'broadcast.list'],
  'coupon.changed': ['coupon.*', 'broadcast.report', 'customer.get'],
  'raffle.changed': ['raffle.*'],
  'consent.changed': ['consent.*', 'customer.get'],
  'privacy.changed': ['privacy.*', 'customer.receipts'],
  'series.changed': ['series.*', 'broadcast.calendar'],
}

/** A receipt is written once and a file to import does not change by itself: reading them again costs and gains nothing. */
const neverStale: ReadonlySet<string> = new Set(['customer.inspectFile', 'customer.importRows'])

/** Says whether an event of these patterns makes the answer of a call stale. */
export const isStaleAfter = (patterns: ReadonlySet<string>, name: string): boolean =>
  !neverStale.has(name) && (patterns.has(name) || patterns.has(`${name.slice(0, name.indexOf('.'))}.*`))

/** Many small events may come at once (a broadcast's statuses); the screens are refreshed together. */
const GATHER_MS = 120

/**
 * Keeps the cache fresh by the events of engine and shell.
 * @returns how to stop
 */
export function keepFresh(client: QueryClient): () => void {
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    timer = undefined
    const patterns = new Set(waiting)
    waiting.clear()
    void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => typeof name === 'string' && isStaleAfter(patterns, name) })
  }
  const stops = Object.entries(staleAfter).map(([event, patterns]) =>
    subscribe(event as WindowEventName, () => {
      for (const pattern of patterns) waiting.add(pattern)
      timer ??= setTimeout(flush, GATHER_MS)
    }),
  )
  stops.push(
    subscribe('shell.changed', (state) => {
      const before = client.getQueryData<{ readonly vault: unknown; readonly engine: unknown }>(callKey('shell.state', {}))
      client.setQueryData(callKey('shell.state', {}), state)
      // Another vault, or an engine that came back: everything it said before is out of date.
      if (before?.vault !== state.vault || (before.engine !== state.engine && state.engine === 'ready')) {
        void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'shell.state' })
      }
    }),
    // Opened, restored or rescued: whatever was read before may be of other rows.
    subscribe('vault.changed', () => void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'shell.state' })),
    subscribe('broadcast.progress', (progress) =>
      client.setQueryData(callKey('broadcast.status', { broadcastId: progress.broadcastId }), progress),
    ),
    subscribe('session.changed', (status) => {
      client.setQueryData(callKey('session.status', {}), status)
      void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name === 'staff.list' })
    }),
    subscribe('connection.changed', (status) => client.setQueryData(callKey('connection.status', {}), status)),
  )
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}
