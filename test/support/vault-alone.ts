import { createAnnouncer, secureRandom, silentLogger, systemClock } from '../../engine/kernel/index.ts'
import type { OpenVault } from '../../engine/store/index.ts'
import { createVault } from '../../engine/vault/index.ts'
import { fakeKeychain } from './fake-keychain.ts'

/** The vault's own room over a folder on a computer without a keychain, without rooms over it. */
export function vaultAlone(folder: string) {
  const keychain = fakeKeychain()
  keychain.isThere = false
  const opened: OpenVault[] = []
  const room = createVault({
    folder,
    keychain,
    clock: systemClock,
    random: secureRandom,
    logger: silentLogger,
    announcer: createAnnouncer(),
    reserveBytes: 0,
    hide: () => undefined,
    strength: { memoryKib: 8_192, passes: 1, lanes: 1 },
    async begin(vault) {
      opened.push(vault)
      return { handlers: {}, sendingEnded: async () => undefined, stop: async () => undefined }
    },
  })
  const context = { role: 'owner', person: 'owner', seat: 'test', signal: new AbortController().signal } as const
  const { handlers } = room
  return {
    vault: (): OpenVault => opened.at(-1)!,
    open: (passphrase: string) => handlers['vault.open']!({ passphrase }, context),
    create: (passphrase: string, shop: OpenVault['shop']) => handlers['vault.create']!({ kind: 'shop', shop, passphrase }, context),
    changeKey: () => handlers['vault.changeKey']!({}, context),
    close: () => room.stop(),
  }
}
