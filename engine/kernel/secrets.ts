/**
 * Small secrets of one vault (connection key, app secret, keys for hashes), kept in the system's keychain, or inside
 * the encrypted vault where there is none. Never in a file of their own.
 */
export type Secrets = {
  get(name: string): Promise<string | null>
  set(name: string, value: string): Promise<void>
  remove(name: string): Promise<void>
  /** Reads the secret, making it with `make` when it is not there yet. */
  getOrMake(name: string, make: () => string): Promise<string>
}
