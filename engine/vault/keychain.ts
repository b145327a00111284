import type { Clock } from '../kernel/index.ts'
import { createKeychainThread, type ThreadCall } from './keychain-thread.ts'

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
  /** A call has not come back. The thread that waits for it can't be ended, and holds up the end of the process. */
  isStuck(): boolean
}

/** A computer without a keychain, or one whose owner said not to use it. */
export const noKeychain: Keychain = {
  state: async () => 'unavailable',
  getPassword: () => Promise.reject(new KeychainError()),
  setPassword: () => Promise.reject(new KeychainError()),
  deletePassword: () => Promise.reject(new KeychainError()),
  isStuck: () => false,
}

/** Longer than a bus may be silent three times. */
const TIME_LIMIT_MS = 8_000
/** How long a "no" is believed before it is asked again; each asking may cost seconds while a keychain is locked. */
const REMEMBER_NO_MS = 10_000

/** Answers within the limit or fails, and counts the calls that have not come back. */
function createTimeLimit(clock: Clock) {
  let lateCalls = 0
  return {
    lateCalls: () => lateCalls,
    run: (work: Promise<unknown>): Promise<unknown> =>
      new Promise((resolve, reject) => {
        let isLate = false
        const forget = clock.after(TIME_LIMIT_MS, () => {
          isLate = true
          lateCalls += 1
          reject(new KeychainError())
        })
        const settle = (tell: () => void) => {
          forget()
          if (isLate) lateCalls -= 1
          tell()
        }
        work.then(
          (value) => settle(() => resolve(value)),
          () => settle(() => reject(new KeychainError())),
        )
      }),
  }
}

/** The keychain of the operating system: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux. */
export function systemKeychain(clock: Clock): Keychain {
  let noUntil = -Infinity
  const limit = createTimeLimit(clock)
  const thread = createKeychainThread()
  const ask = (call: ThreadCall): Promise<unknown> => {
    // The thread is still busy with a call that is late: another one would only wait behind it.
    if (limit.lateCalls() > 0) return Promise.reject(new KeychainError())
    return limit.run(thread.ask(call))
  }
  const getPassword = async (service: string, account: string) => {
    const value = await ask({ call: 'getPassword', service, account })
    return typeof value === 'string' ? value : null
  }
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
    async setPassword(service, account, password) {
      await ask({ call: 'setPassword', service, account, password })
    },
    deletePassword: async (service, account) => (await ask({ call: 'deletePassword', service, account })) === true,
    isStuck: () => limit.lateCalls() > 0,
  }
}
