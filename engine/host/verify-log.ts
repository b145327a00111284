import { calls, type CallOutput } from '#contract/ipc/index.ts'
import type { EngineBoot } from '#contract/kernel/engine-boot.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import { createAudit, type Audit } from '../audit/index.ts'
import { createAnnouncer, type CallContext } from '../kernel/index.ts'
import { createVault } from '../vault/index.ts'
import type { Surroundings } from './engine.ts'
import { failureOf } from './failures.ts'

type Verdict = Result<CallOutput<'audit.verify'>>

const OWNER = { role: 'owner', person: 'owner' } as const

/**
 * Opens the vault with no room in it but the log of acts, checks that, and closes it: nothing is sent, received or shown, so
 * nobody has to sign in for it. Errors: those of `vault.open`.
 * @param passphrase where the keychain does not open the vault
 */
export async function verifyLog(boot: EngineBoot, surroundings: Surroundings, passphrase: string | null): Promise<Verdict> {
  const { clock, random } = surroundings
  const context: CallContext = { ...OWNER, signal: new AbortController().signal }
  let audit: Audit | null = null
  const vault = createVault({
    ...surroundings,
    folder: boot.vault,
    announcer: createAnnouncer(),
    async begin(opened) {
      const room = await createAudit({ vault: opened, clock, random })
      audit = room
      return { handlers: room.handlers, leavesOldCopy: true, sendingEnded: async () => undefined, stop: () => room.stop() }
    },
  })
  try {
    const input = calls['vault.open'].input.parse(passphrase === null ? {} : { passphrase })
    const opened = (await vault.handlers['vault.open']?.(input, context)) ?? fail('bug')
    if (!opened.ok) return opened
    return (await (audit as Audit | null)?.handlers['audit.verify']?.({}, context)) ?? fail('bug')
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return failure
  } finally {
    await vault.stop()
  }
}

/** What a verdict is as one line, and as the code that the process ends with: 0 whole, 1 not whole, 2 it could not be opened. */
export const verdictLine = (verdict: Verdict): { readonly line: string; readonly exitCode: 0 | 1 | 2 } =>
  verdict.ok
    ? { line: JSON.stringify(verdict.value), exitCode: verdict.value.isWhole ? 0 : 1 }
    : { line: JSON.stringify({ error: verdict.error }), exitCode: 2 }
