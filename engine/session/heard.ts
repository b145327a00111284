import type { EventData, EventName } from '#contract/ipc/index.ts'

/** Events that say nothing about a customer: the lock itself, the vault, and whether the computer has to stay awake. */
const always: ReadonlySet<EventName> = new Set<EventName>(['session.changed', 'vault.changed', 'broadcast.awake'])

/**
 * What may be heard behind the lock. That somebody wrote, or that a window closes soon, is told without who and what, so that a
 * notice can say it.
 * @returns null for everything else
 */
export function behindTheLock(name: EventName, data: unknown): { readonly data: unknown } | null {
  if (always.has(name)) return { data }
  if (name === 'inbox.closing') return { data: { ...(data as EventData<'inbox.closing'>), name: '' } }
  if (name !== 'inbox.arrived') return null
  const { customerId, others, unreadMine } = data as EventData<'inbox.arrived'>
  const hidden: EventData<'inbox.arrived'> = { customerId, name: '', text: '', others, assignedTo: null, unreadMine }
  return { data: hidden }
}
