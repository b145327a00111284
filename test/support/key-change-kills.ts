import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '../../engine/store/index.ts'
import { addCustomers } from './backup-room.ts'
import { runKilled } from './killed-child.ts'
import { vaultAlone } from './vault-alone.ts'

const child = new URL('key-change-child.ts', import.meta.url).pathname
const passphrase = 'six wet umbrellas'
const shop = { name: 'Lantern', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const

/** What became of a vault whose key was changed again and again by processes that were killed. */
export type KeyChangeKills = {
  readonly kills: number
  /** After how many of them the old key, and the new one, was in force. */
  readonly old: number
  readonly new: number
  /** What was wrong after a kill; empty when the vault was whole each time. */
  readonly problems: readonly string[]
}

const keyIdIn = (folder: string): string => (JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8')) as { keyId: string }).keyId

/** Opens the vault and counts; says what is wrong, or null. */
async function lookInto(folder: string, people: number): Promise<string | null> {
  const alone = vaultAlone(folder)
  try {
    const opened = await alone.open(passphrase)
    if (!opened.ok) return opened.error.code
    const { read } = alone.vault().store
    const found = read.get<{ n: number }>(sql`select count(*) as n from customer`)?.n
    const check = read.get<{ integrity_check: string }>(sql`pragma integrity_check`)?.integrity_check
    return found === people && check === 'ok' ? null : `${found} people, ${check}`
  } finally {
    await alone.close()
  }
}

/** Kills a change of the key at instants spread over the time that an undisturbed one takes, in one vault after the other. */
export async function killKeyChanges(
  folder: string,
  options: { readonly kills: number; readonly people: number },
): Promise<KeyChangeKills> {
  const { kills, people } = options
  const first = vaultAlone(folder)
  await first.create(passphrase, shop)
  addCustomers(first.vault().store, people)
  await first.close()
  const { tookMs } = await runKilled(child, { folder, passphrase }, null)
  const problems: string[] = []
  const inForce = { old: 0, new: 0 }
  for (let kill = 0; kill < kills; kill += 1) {
    const before = keyIdIn(folder)
    await runKilled(child, { folder, passphrase }, (tookMs * (kill + 0.5)) / kills)
    const problem = await lookInto(folder, people)
    if (problem !== null) problems.push(`kill ${kill + 1}: ${problem}`)
    inForce[keyIdIn(folder) === before ? 'old' : 'new'] += 1
  }
  return { kills, ...inForce, problems }
}
