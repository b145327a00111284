import type { Clock } from '../kernel/index.ts'

/** The system's keychain did not answer as it must: not there, locked, refused by the person, or too slow. */
export class KeychainError extends Error {
  constructor() {
    // Nothing of the system's own words: they can hold names of other entries.
    super('keychain: unavailable')
    this.name = 'KeychainError'
  }
}

/** The three calls of a keychain, and whether there is one. The calls throw KeychainError when it can't be used. */
export type Keychain = {
  state(): Promise<'available' | 'unavailable'>
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** A computer without a keychain, or one whose owner said not to use it. */
export const noKeychain: Keychain = {
  state: async () => 'unavailable',
  getPassword: () => Promise.reject(new KeychainError()),
  setPassword: () => Promise.reject(new KeychainError()),
  deletePassword: () => Promise.reject(new KeychainError()),
}

const TIME_LIMIT_MS = 5_000
/** How long a "no" is believed before it is asked again; each asking may cost seconds while a keychain is locked. */
const REMEMBER_NO_MS = 10_000

type Entry = { getPassword(): Promise<string | null>; setPassword(password: string): Promise<void>; deletePassword(): Promise<boolean> }

/** Gets one entry of the system's keychain. The package is loaded here, so that a computer it was not built for only lacks a keychain. */
async function openEntry(service: string, account: string): Promise<Entry> {
  const { AsyncEntry } = await import('@napi-rs/keyring')
  // By name: the library's default on Linux falls back, without a word, to a store of the kernel that a reboot clears (measured).
  return new AsyncEntry(service, account, { linux: { store: 'secret-service' } })
}

/** Answers within the limit or fails; a keychain that waits for a person's prompt would block for ever (measured). */
function within<T>(clock: Clock, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = clock.after(TIME_LIMIT_MS, () => reject(new KeychainError()))
    work.then(resolve, () => reject(new KeychainError())).finally(forget)
  })
}

/** The keychain of the operating system: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux. */
export function systemKeychain(clock: Clock): Keychain {
  let noUntil = -Infinity
  const withEntry = <T>(service: string, account: string, act: (entry: Entry) => Promise<T>): Promise<T> =>
    within(
      clock,
      openEntry(service, account).then((entry) => act(entry)),
    )
  const getPassword = (service: string, account: string) => withEntry(service, account, (entry) => entry.getPassword())
  return {
    async state() {
      if (clock.monotonic() < noUntil) return 'unavailable'
      try {
        await getPassword('Shopbell', 'probe')
        return 'available'
      } catch (error) {
        if (!(error instanceof KeychainError)) throw error
        noUntil = clock.monotonic() + REMEMBER_NO_MS
        return 'unavailable'
      }
    },
    getPassword,
    setPassword: (service, account, password) => withEntry(service, account, (entry) => entry.setPassword(password)),
    deletePassword: (service, account) => withEntry(service, account, (entry) => entry.deletePassword()),
  }
}
