import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { WriteHandle } from '../../store/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { changeRules, givenOf } from './ages.ts'
import { keepContact, keepRules, retentionNow, settingsOf, type PrivacySettings } from './settings.ts'

function change(deps: PrivacyDeps, work: (db: WriteHandle, now: number) => void): Result<PrivacySettings> {
  deps.vault.store.write((db) => {
    work(db, deps.clock.now())
    db.afterCommit(() => deps.announcer.announce('privacy.changed', {}))
  })
  return ok(settingsOf(deps.vault.store.read))
}

/** Longer counts at once, shorter a week later. */
export const saveRetention = (deps: PrivacyDeps, input: ParsedInput<'privacy.saveRetention'>): Result<PrivacySettings> =>
  change(deps, (db, now) => keepRules(db, changeRules(retentionNow(db), givenOf(input), now), now))

/** Takes back what has not begun. Errors: retention-not-pending. */
export function keepRetention(deps: PrivacyDeps): Result<PrivacySettings> {
  const { retention, pending } = retentionNow(deps.vault.store.read)
  if (pending === null) return fail('retention-not-pending')
  return change(deps, (db, now) => keepRules(db, { retention, pending: null }, now))
}

export const saveContact = (deps: PrivacyDeps, input: ParsedInput<'privacy.saveContact'>): Result<PrivacySettings> =>
  change(deps, (db, now) => keepContact(db, { name: input.name.trim(), email: input.email.trim(), address: input.address.trim() }, now))
