import { closeSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type Database from 'better-sqlite3-multiple-ciphers'
import { StoreError } from './errors.ts'
import { refuseWithoutRoom } from './whole-copy.ts'
import type { Migration } from './migrations/index.ts'

type Connection = InstanceType<typeof Database>

const versionOf = (connection: Connection): number => Number(connection.pragma('user_version', { simple: true }))

/** Refuses a file that a later Shopbell made, before anything is changed in it. */
export function refuseNewer(connection: Connection, steps: readonly Migration[]): void {
  if (versionOf(connection) > (steps.at(-1)?.number ?? 0)) throw new StoreError('newer')
}

const backupName = (file: string, version: number): string => `${file}.before-${version}`

/** Copies the whole file, encrypted with the same key, so that a step that goes wrong costs nothing. */
function backUp(connection: Connection, file: string, version: number): void {
  const target = backupName(file, version)
  rmSync(target, { force: true })
  refuseWithoutRoom(dirname(file), statSync(file).size)
  // Made empty first, because SQLite would make it readable for others.
  closeSync(openSync(target, 'wx', 0o600))
  connection.prepare('vacuum into ?').run(target)
}

/** Removes copies of the time before a step that has since been used: an erased person must not live on in them. */
function dropBackups(file: string): void {
  const prefix = `${basename(file)}.before-`
  for (const name of readdirSync(dirname(file))) if (name.startsWith(prefix)) rmSync(join(dirname(file), name), { force: true })
}

/**
 * Brings the schema up to date, each step in a transaction of its own, after a backup when the file is not new.
 * The backup stays beside the file until the next time the store opens without a step to take.
 */
export function migrate(connection: Connection, file: string, steps: readonly Migration[]): void {
  const version = versionOf(connection)
  const ahead = steps.filter((step) => step.number > version)
  if (ahead.length === 0) return dropBackups(file)
  if (version > 0) backUp(connection, file, version)
  for (const step of ahead) {
    connection
      .transaction(() => {
        connection.exec(step.up)
        connection.pragma(`user_version=${step.number}`)
      })
      .immediate()
  }
}
