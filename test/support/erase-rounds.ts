import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, sql, type Store } from '../../engine/store/index.ts'
import { decryptedBytes, tracesIn } from './decrypted-copy.ts'
import { runKilled } from './killed-child.ts'
import { privacyRoom } from './privacy-room.ts'
import { memorySecrets, tempVault } from './temp-vault.ts'

const CHILD = new URL('crash-child.ts', import.meta.url).pathname
const MESSAGES = 1_500
const TRACES = ['許功蓋測試', '912345678', 'canary-text', 'canary-note']

/** What became of one killed erasure after the next start. */
export type Round = {
  readonly outcome: 'nothing' | 'all' | 'half'
  readonly receipts: number
  readonly traces: readonly string[]
  readonly logBytes: number
}

/** A vault with one person to erase again and again, each time from the same copy. */
export type EraseRounds = {
  /** How long an erasure takes that nobody kills, ms. */
  readonly wholeMs: number
  /** Kills an erasure so long after it began, starts again, and looks. */
  round(afterMs: number | null): Promise<Round>
  remove(): void
}

/** Makes the vault and measures one erasure that is left to end. */
export async function eraseRounds(): Promise<EraseRounds> {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-erase-'))
  const template = await makeTemplate(join(folder, 'template.db'))
  const file = join(folder, 'vault.db')
  const kill = async (afterMs: number | null) => {
    for (const end of ['', '-wal', '-shm', '.mark']) rmSync(`${file}${end}`, { force: true })
    rmSync(join(folder, 'erased.log'), { force: true })
    copyFileSync(template.file, file)
    return runKilled(CHILD, { file, key: template.key, work: { erase: template.customerId, confirmation: '5678' } }, afterMs)
  }
  return {
    wholeMs: (await kill(null)).tookMs,
    async round(afterMs) {
      await kill(afterMs)
      return lookAt(file, template.key)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function makeTemplate(file: string): Promise<{ file: string; key: string; customerId: string }> {
  const vault = tempVault()
  const room = await privacyRoom(vault)
  const { customerId } = await room.call('customer.save', { phone: '0912345678', name: '許功蓋測試', note: 'canary-note' })
  const about = { contextWamid: null, forwarded: null, aboutProduct: null, referral: null, username: null, userId: null }
  vault.store.write((db) => {
    for (let index = 0; index < MESSAGES; index += 1) {
      const message = { type: 'text', text: { body: `canary-text ${index}` }, id: `w${index}`, from: '', timestamp: '' }
      room.inbox.inbound(db, {
        ...about,
        wamid: `wamid.${index}`,
        at: 1_000 + index,
        phone: '+886912345678',
        profileName: '',
        message,
      } as never)
    }
  })
  vault.store.checkpoint()
  copyFileSync(vault.file, file)
  await room.close()
  return { file, key: vault.key, customerId }
}

/** Opens as the next start would, lets it finish what was cut off, and counts. */
async function lookAt(file: string, key: string): Promise<Round> {
  const spare = tempVault()
  spare.store.close()
  const store = openStore({ file, key })
  const secrets = memorySecrets({ 'suppression-key': 'ab'.repeat(32) })
  const room = await privacyRoom({ ...spare, file, key, store, secrets, remove: () => undefined })
  await room.customer.stop()
  store.checkpoint()
  const counts = countsOf(store)
  await room.close()
  const logBytes = existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0
  store.close()
  spare.remove()
  const [people, messages, receipts] = counts
  const outcome =
    people === 1 && messages === MESSAGES && receipts === 0 ? 'nothing' : people === 0 && messages === 0 && receipts === 1 ? 'all' : 'half'
  return { outcome, receipts, logBytes, traces: outcome === 'nothing' ? [] : tracesIn(decryptedBytes({ file, key }), TRACES) }
}

function countsOf({ read }: Store): readonly [people: number, messages: number, receipts: number] {
  const row = read.get<{ people: number; messages: number; receipts: number }>(sql`
    select (select count(*) from customer) as people, (select count(*) from message) as messages, (select count(*) from erase_receipt) as receipts`)
  return [row?.people ?? -1, row?.messages ?? -1, row?.receipts ?? -1]
}
