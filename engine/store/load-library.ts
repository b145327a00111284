import Database from 'better-sqlite3-multiple-ciphers'

/**
 * Loads the database's native library now instead of at the first opening. Loading it while another thread waits inside
 * native code (a keychain that does not answer) never returns (measured on Linux), so it is done before there is one.
 */
export function loadDatabaseLibrary(): void {
  new Database(':memory:').close()
}
