import { KeychainError, type Keychain } from '../../engine/vault/index.ts'

/** A keychain in memory, for tests that need one to fail; the real one is tested with a real Secret Service. */
export function fakeKeychain(): Keychain & { readonly entries: Map<string, string>; isThere: boolean } {
  const entries = new Map<string, string>()
  const name = (service: string, account: string) => `${service}/${account}`
  const keychain = {
    entries,
    isThere: true,
    isStuck: () => false,
    state: async () => (keychain.isThere ? ('available' as const) : ('unavailable' as const)),
    async getPassword(service: string, account: string) {
      if (!keychain.isThere) throw new KeychainError()
      return entries.get(name(service, account)) ?? null
    },
    async setPassword(service: string, account: string, password: string) {
      if (!keychain.isThere) throw new KeychainError()
      entries.set(name(service, account), password)
    },
    async deletePassword(service: string, account: string) {
      if (!keychain.isThere) throw new KeychainError()
      return entries.delete(name(service, account))
    },
  }
  return keychain
}
