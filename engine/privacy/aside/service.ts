import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { PrivacyDeps } from '../deps.ts'
import { listAsides, sizeOf, type Aside } from './folders.ts'

type Needed = CallOutput<'privacy.asides'>['asides'][number]['neededFor']

/**
 * Why an earlier state must stay: until a backup that was made after it has been proven, it may be the only other copy. That
 * the shop in use opens needs no proof: otherwise nobody could ask.
 */
function neededFor({ backup }: PrivacyDeps, aside: Aside): Needed {
  const newest = backup?.()?.newestProven?.() ?? null
  return newest !== null && newest > aside.at ? null : 'backup-not-proven'
}

/** Earlier states of the shop beside the vault, which erasing does not reach, and whether each can be deleted now. */
export const showAsides = (deps: PrivacyDeps): CallOutput<'privacy.asides'> => ({
  asides: listAsides(deps.vault.folder).map((aside) => ({
    ...aside,
    sizeBytes: sizeOf(join(deps.vault.folder, aside.name)),
    neededFor: neededFor(deps, aside),
  })),
})

/**
 * Deletes one of them; what its key is kept in goes first, so that nothing half can ever be opened.
 * Errors: file-missing, aside-still-needed, disk-failed; called again it goes on.
 */
export async function removeAside(
  deps: PrivacyDeps,
  { name }: ParsedInput<'privacy.removeAside'>,
): Promise<Result<CallOutput<'privacy.removeAside'>>> {
  const { folder } = deps.vault
  const aside = listAsides(folder).find((one) => one.name === name)
  if (aside === undefined) return fail('file-missing')
  if (neededFor(deps, aside) !== null) return fail('aside-still-needed')
  try {
    await rm(join(folder, name, 'vault.json'), { force: true })
    await rm(join(folder, name), { recursive: true, force: true })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause
    return fail('disk-failed')
  }
  deps.announcer.announce('privacy.changed', {})
  return ok(showAsides(deps))
}
