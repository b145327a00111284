import { onTestFinished } from 'vitest'
import { calls, type CallInput, type CallName, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import { createBackup, type BackupDeps, type BackupRoom } from '../../engine/backup/index.ts'
import { createAnnouncer, manualClock, secureRandom, silentLogger, type ManualClock } from '../../engine/kernel/index.ts'
import { keyCheckOf, sql, type Store } from '../../engine/store/index.ts'
import { tempVault } from './temp-vault.ts'

export type BackupRoomOnTrial = {
  readonly vault: ReturnType<typeof tempVault>
  readonly clock: ManualClock
  readonly room: BackupRoom
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>
  must<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
}

/** Puts customers into a store: `Customer 0`, `Customer 1` and so on. */
export const addCustomers = (store: Store, count: number, first = 0): void =>
  store.write((db) => {
    for (let index = first; index < first + count; index += 1)
      db.run(sql`
        insert into customer (customer_id, name, phone, country, created_at, changed_at)
        values (${`cus_${String(index).padStart(26, '0')}`}, ${`Customer ${index}`}, ${`+8869${String(index).padStart(8, '0')}`}, 'TW', 1, 1)`)
  })

/** The room of backups over a vault of its own; all of it ends with the test. */
export function openBackupRoom(
  options: { readonly forget?: BackupDeps['forget']; readonly vault?: ReturnType<typeof tempVault> } = {},
): BackupRoomOnTrial {
  const vault = options.vault ?? tempVault()
  if (options.vault === undefined) onTestFinished(() => vault.remove())
  const clock = manualClock()
  const lock = {
    format: 2,
    vaultId: vault.vaultId,
    kind: vault.kind,
    keyId: 'key_00000000000000000000000001',
    keyCheck: keyCheckOf(vault.key),
    wraps: [{ kind: 'keychain' }],
  }
  const room = createBackup({
    vault,
    safe: { key: vault.key, keyId: lock.keyId, lock: () => lock, canOpenElsewhere: () => false },
    clock,
    random: secureRandom,
    logger: silentLogger,
    announcer: createAnnouncer(),
    secretNames: ['suppression-key'],
    forget: options.forget,
  })
  onTestFinished(() => room.stop())
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> => {
    const result = await room.handlers[name]?.(calls[name].input.parse(input) as ParsedInput<N>, {
      role: 'owner',
      person: 'owner',
      signal: new AbortController().signal,
    })
    if (result === undefined) throw new Error(`the room does not answer ${name}`)
    if (result.ok) calls[name].output.parse(result.value)
    return result
  }
  return {
    vault,
    clock,
    room,
    call,
    async must(name, input) {
      const result = await call(name, input)
      if (!result.ok) throw new Error(`${name} answered ${JSON.stringify(result.error)}`)
      return result.value
    },
  }
}
