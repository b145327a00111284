import type { CallOutput } from '#contract/ipc/index.ts'
import { ok } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

const nobody: CallOutput<'session.status'> = {
  state: 'locked',
  me: null,
  people: [],
  waitUntil: null,
  mustChangePassword: false,
  provenUntil: null,
  mayCall: [],
  settings: { lockAfterMinutes: 5, sendsWhileLocked: true, opensWithKeychain: true, hidesNumbers: true, asksAgain: true },
}

/** What can be said while no vault is open: nobody is here, and nobody is known. */
export const closedSession: Handlers = { 'session.status': () => ok(nobody), 'session.lock': () => ok(nobody) }
