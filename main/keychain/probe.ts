import { AsyncEntry } from '@napi-rs/keyring'

/** Whether the system keeps secrets for us. */
export type KeychainState = 'available' | 'unavailable'

const TIME_LIMIT_MS = 3_000

const noAnswer = (): Promise<KeychainState> => new Promise((resolve) => setTimeout(resolve, TIME_LIMIT_MS, 'unavailable').unref())

/**
 * Asks the system's keychain for an entry that nobody has; any answer but an error says that it is there.
 * The Secret Service is asked for by name: the library would otherwise fall back silently to a store that a restart empties.
 * @source measured: without that name, a machine without a keyring gets the kernel's, and what is kept there is lost
 */
const ask = async (): Promise<KeychainState> => {
  try {
    await new AsyncEntry('shopbell', 'is-anybody-there', { linux: { store: 'secret-service' } }).getPassword()
    return 'available'
  } catch {
    // No bus, no service, or the person refused to unlock it: the app offers a passphrase instead.
    return 'unavailable'
  }
}

/** Says whether there is a keychain; a system that asks its person to unlock it first may answer later than the limit. */
export const probeKeychain = (): Promise<KeychainState> => Promise.race([ask(), noAnswer()])
