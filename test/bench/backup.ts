import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createBackup } from '../../engine/backup/index.ts'
import { createAnnouncer, secureRandom, silentLogger, systemClock } from '../../engine/kernel/index.ts'
import { keyCheckOf, sql } from '../../engine/store/index.ts'
import { createVault } from '../../engine/vault/index.ts'
import { fakeKeychain } from '../support/fake-keychain.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { tempVault } from '../support/temp-vault.ts'
import { rounded, shown, type Say } from './figures.ts'
import { fillChats } from './search-vault.ts'

const CUSTOMERS = 1_000_000
const MESSAGES = 5_000_000
const KEY_ID = 'key_00000000000000000000000001'
/** How often the shop writes something meanwhile. */
const WRITE_EVERY_MS = 20

export type BackupFigure = {
  readonly vaultBytes: number
  readonly fileBytes: number
  readonly backupS: number
  readonly proveS: number
  /** On a computer that never saw the shop, until it is open. */
  readonly restoreS: number
  /** The longest time in which the engine did nothing else. */
  readonly longestStretchMs: number
}

const context = { role: 'owner', person: 'owner', seat: 'bench', signal: new AbortController().signal } as const

type Room = ReturnType<typeof createBackup>

function roomOver(vault: ReturnType<typeof tempVault>): Room {
  const lock = {
    format: 2,
    vaultId: vault.vaultId,
    kind: vault.kind,
    keyId: KEY_ID,
    keyCheck: keyCheckOf(vault.key),
    wraps: [{ kind: 'keychain' }],
  }
  const safe = { key: vault.key, keyId: lock.keyId, lock: () => lock, canOpenElsewhere: () => false }
  const common = { clock: systemClock, random: secureRandom, logger: silentLogger, announcer: createAnnouncer() }
  return createBackup({ ...common, vault, safe, secretNames: [] })
}

/** Does something while the shop goes on writing, and says how long it took and the longest stretch without an answer. */
async function whileWorking(vault: ReturnType<typeof tempVault>, work: () => Promise<unknown>): Promise<{ s: number; longestMs: number }> {
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  let writes = 0
  const timer = setInterval(() => {
    writes += 1
    vault.store.write((db) => db.run(sql`update customer set changed_at = ${writes} where seq = ${1 + (writes % 1_000)}`))
  }, WRITE_EVERY_MS)
  const begun = performance.now()
  await work()
  const s = (performance.now() - begun) / 1_000
  clearInterval(timer)
  loop.disable()
  return { s: rounded(s), longestMs: rounded(loop.max / 1e6) }
}

/** Restores a backup into an empty folder, as somebody does on a new computer, and says how long it took until the shop was open. */
async function restoreElsewhere(vault: ReturnType<typeof tempVault>, file: string): Promise<{ s: number; longestMs: number }> {
  const temp = tempFolder()
  const keychain = fakeKeychain()
  await keychain.setPassword('Shopbell', `${vault.vaultId}.${KEY_ID}`, vault.key)
  const room = createVault({
    folder: join(temp.folder, 'shop'),
    keychain,
    clock: systemClock,
    random: secureRandom,
    logger: silentLogger,
    announcer: createAnnouncer(),
    reserveBytes: 0,
    hide: () => undefined,
    begin: async () => ({ handlers: {}, sendingEnded: async () => undefined, stop: async () => undefined }),
  })
  try {
    return await whileWorking(vault, async () => {
      const restored = await room.handlers['backup.restore']?.({ file }, context)
      if (restored?.ok !== true) throw new Error(`the restore was refused: ${restored?.error.code ?? ''}`)
    })
  } finally {
    await room.stop()
    temp.remove()
  }
}

/** A backup of a very large shop that goes on working, and the try of its restore. */
export async function benchBackup(say: Say): Promise<BackupFigure> {
  const share = Number(process.env['SHOPBELL_BENCH_SHARE'] ?? 1)
  const size = { chats: Math.round(CUSTOMERS * share), messages: Math.round(MESSAGES * share) }
  const vault = tempVault()
  const room = roomOver(vault)
  try {
    const begun = performance.now()
    fillChats(vault.store, { ...size, withoutWords: true }, Date.now())
    vault.store.write((db) => db.run(sql`insert into vault_fact (name, value) values ('shop', ${JSON.stringify(vault.shop)})`))
    vault.store.checkpoint()
    say(`  ${shown(size.chats)} customers, ${shown(size.messages)} messages, made in ${rounded((performance.now() - begun) / 1_000)} s`)
    const made = await whileWorking(vault, async () => room.handlers['backup.run']?.({}, context))
    const status = await room.handlers['backup.status']?.({}, context)
    const file = status?.ok === true ? status.value.files[0] : undefined
    if (file === undefined) throw new Error('no backup was made')
    const proven = await whileWorking(vault, async () => room.handlers['backup.prove']?.({ fileName: file.fileName }, context))
    const restored = await restoreElsewhere(vault, join(vault.folder, 'backups', file.fileName))
    const pages = vault.store.read.get<{ page_count: number }>(sql`pragma page_count`)?.page_count ?? 0
    const figure = {
      vaultBytes: pages * 4_096,
      fileBytes: file.sizeBytes,
      backupS: made.s,
      proveS: proven.s,
      restoreS: restored.s,
      longestStretchMs: Math.max(made.longestMs, proven.longestMs, restored.longestMs),
    }
    say(
      `backup: ${rounded(figure.vaultBytes / 1e6)} MB in ${figure.backupS} s (${rounded(figure.fileBytes / 1e6)} MB), a restore tried in ${figure.proveS} s, restored elsewhere in ${figure.restoreS} s`,
    )
    say(`  longest stretch without an answer ${figure.longestStretchMs} ms, one write every ${WRITE_EVERY_MS} ms meanwhile`)
    return figure
  } finally {
    await room.stop()
    vault.remove()
  }
}
