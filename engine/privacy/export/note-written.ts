import { basename } from 'node:path'
import { calls, type CallName } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { PrivacyDeps } from '../deps.ts'
import { noteFile } from './register.ts'

/** A call that a room answered, and who called. */
export type AnsweredCall = {
  readonly call: CallName
  readonly who: { readonly person: string }
  readonly input: unknown
  readonly result: Result<unknown>
}

/**
 * Notes that a file which may hold customers was written, by what the contract says of the call, so that none is forgotten
 * when a new call writes one. Files that hold nobody, and those that a room tracks itself, are left to it.
 */
export function noteWritten(deps: Pick<PrivacyDeps, 'vault' | 'clock' | 'announcer'>, answered: AnsweredCall): void {
  const files = calls[answered.call].files
  if (!answered.result.ok || files?.write === undefined || files.holds === 'nobody' || files.holds === 'tracked') return
  const kind = files.holds
  const input = answered.input as Readonly<Record<string, unknown>>
  const { rows } = answered.result.value as { readonly rows?: unknown }
  for (const field of files.write) {
    const target = input[field]
    if (typeof target !== 'string') continue
    deps.vault.store.write((db) => {
      noteFile(db, {
        kind,
        fileName: basename(target),
        people: typeof rows === 'number' ? rows : 0,
        by: answered.who.person,
        at: deps.clock.now(),
        customerSeq: null,
      })
      db.afterCommit(() => deps.announcer.announce('privacy.changed', {}))
    })
  }
}
