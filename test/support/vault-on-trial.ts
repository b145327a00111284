import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { calls, type CallInput, type CallName, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import { createBackup } from '../../engine/backup/index.ts'
import { createAnnouncer, secureRandom, silentLogger, systemClock, type Handlers } from '../../engine/kernel/index.ts'
import type { OpenVault } from '../../engine/store/index.ts'
import { createVault } from '../../engine/vault/index.ts'
import { fakeKeychain } from './fake-keychain.ts'
import { tempFolder } from './temp-folder.ts'

/** A computer of its own with a keychain, a vault's folder, and the room of backups alone over it. */
export type VaultOnTrial = {
  readonly folder: string
  /** A folder that is not the vault's. */
  readonly outside: string
  readonly keychain: ReturnType<typeof fakeKeychain>
  readonly shop: OpenVault['shop']
  vault(): OpenVault
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>
  must<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  close(): Promise<void>
}

const shop = { name: 'Lantern & Leaf', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const

/** Nothing is open yet; all of it ends with the test. */
export function openVaultOnTrial(
  options: { readonly folder?: string; readonly keychain?: ReturnType<typeof fakeKeychain> } = {},
): VaultOnTrial {
  const temp = tempFolder()
  onTestFinished(() => temp.remove())
  const folder = options.folder ?? join(temp.folder, 'shop')
  const outside = join(temp.folder, 'outside')
  mkdirSync(outside)
  const keychain = options.keychain ?? fakeKeychain()
  const opened: OpenVault[] = []
  const common = { clock: systemClock, random: secureRandom, logger: silentLogger, announcer: createAnnouncer() }
  const room = createVault({
    ...common,
    folder,
    keychain,
    reserveBytes: 0,
    hide: () => undefined,
    strength: { memoryKib: 8_192, passes: 1, lanes: 1 },
    async begin(vault, { safe }) {
      opened.push(vault)
      const backup = createBackup({ ...common, vault, safe, secretNames: ['suppression-key'] })
      backup.begin()
      return {
        handlers: backup.handlers,
        sendingEnded: async () => undefined,
        backUp: (reason) => backup.runNow(reason),
        backupPath: (fileName) => backup.pathOf(fileName),
        stop: () => backup.stop(),
      }
    },
  })
  onTestFinished(() => room.stop())
  const handlers = (): Handlers => ({ ...room.roomHandlers(), ...room.handlers })
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> => {
    const context = { role: 'owner', person: 'owner', seat: 'test', signal: new AbortController().signal } as const
    const result = await handlers()[name]?.(calls[name].input.parse(input) as ParsedInput<N>, context)
    if (result === undefined) throw new Error(`nobody answers ${name}`)
    if (result.ok) calls[name].output.parse(result.value)
    return result
  }
  return {
    folder,
    outside,
    keychain,
    shop,
    vault: () => opened.at(-1)!,
    call,
    async must(name, input) {
      const result = await call(name, input)
      if (!result.ok) throw new Error(`${name} answered ${JSON.stringify(result.error)}`)
      return result.value
    },
    close: () => room.stop(),
  }
}
