import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forkEngine } from '../support/spawn-engine.ts'
import { tempFolder } from '../support/temp-folder.ts'

const shop = { name: 'Lantern Street Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const
const passphrase = 'six wet umbrellas'

let temp: ReturnType<typeof tempFolder>
beforeEach(() => {
  temp = tempFolder()
})
afterEach(() => temp.remove())

/** Kills an engine as soon as a file of this name appears in the folder, or `lateMs` after that. */
async function killWhenThere(vault: string, name: string, lateMs: number): Promise<void> {
  const { client, child } = forkEngine({ vault, parameters: ['--no-keychain'] })
  let isMade = false
  const made = client.start('vault.create', { shop, passphrase }).answer.finally(() => (isMade = true))
  const isThere = () => {
    try {
      return readdirSync(vault).includes(name)
    } catch {
      return false
    }
  }
  // Some of them are there for a moment only; whoever did not see it kills the engine when the vault is made.
  while (!isMade && !isThere()) await new Promise((resolve) => setTimeout(resolve, 1))
  if (lateMs > 0) await new Promise((resolve) => setTimeout(resolve, lateMs))
  child.kill('SIGKILL')
  await once(child, 'exit')
  await made
}

describe('an engine that is killed while it makes a vault', () => {
  it.each([
    ['vault.lease', 0],
    ['vault.db-wal', 0],
    ['vault.json.new', 0],
    ['vault.json', 0],
  ])('at the moment of %s (+%i ms) leaves a folder that opens, or one in which a new vault can be made', async (name, lateMs) => {
    const vault = join(temp.folder, 'vault')
    await killWhenThere(vault, name, lateMs)
    const { client, stop } = forkEngine({ vault, parameters: ['--no-keychain'] })
    const { state } = await client.call('vault.status', {})
    const opened =
      state === 'absent' ? await client.call('vault.create', { shop, passphrase }) : await client.call('vault.open', { passphrase })
    expect(opened).toMatchObject({ state: 'open', shop })
    await stop()
  })
})
