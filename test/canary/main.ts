// Plants strings that stand nowhere else as token, name, number and message, lets the engine live through a day with a power
// cut, and looks for them on the whole disk outside the encrypted files:  npm run canary
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '../../engine/store/index.ts'
import { withVault } from '../faults/rig/read-vault.ts'
import { startKeyring } from '../support/keyring.ts'
import { needlesOf, plantable, type Canaries } from './canaries.ts'
import { Job, makePlaces, removePlaces, type Places } from './job.ts'
import { Scanner } from './scan.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const sum = { passed: 0, failed: 0, skipped: 0 }
const check = (name: string, ok: boolean, found: string): void => {
  say(`  ${ok ? 'ok    ' : 'FAILED'} ${name}: ${found}`)
  sum[ok ? 'passed' : 'failed'] += 1
}

const words = (finds: readonly { what: string; place: string }[]): string =>
  finds.map(({ what, place }) => `${what} in ${place}`).join('; ')

async function scanADay(keyringEnv: Readonly<Record<string, string>> | null): Promise<void> {
  const places = makePlaces()
  const canaries = plantable()
  // File times have whole milliseconds at best; a second earlier can only add files.
  const begunAt = Date.now() - 1_000
  const scanner = new Scanner(needlesOf(canaries))
  try {
    const job = await Job.begin(places, canaries, keyringEnv)
    await job.run((pid) => void scanner.openFilesOf(pid, { except: [places.onPurpose] }))
    const seen = await job.seen()
    scanEverywhere(scanner, places, begunAt)
    await job.end()
    scanEverywhere(scanner, places, begunAt)
    const { finds, files, bytes } = scanner.result()
    const shown = [canaries.name, canaries.digits, canaries.inbound, canaries.outbound].filter((canary) => seen.includes(canary)).length
    check('the canaries were really there', shown === 4, `${shown} of 4 shown by the engine`)
    if (keyringEnv === null) await checkVault(places, canaries)
    check(
      'D-04: no canary outside the encrypted files',
      finds.length === 0 && files > 10,
      finds.length === 0 ? `0 found in ${files} files, ${(bytes / 1_048_576).toFixed(0)} MB` : words(finds),
    )
  } finally {
    removePlaces(places)
  }
}

/** Everything that this day may have written to: its own home and temporary folder whole, the shared ones where they changed. */
function scanEverywhere(scanner: Scanner, places: Places, changedSince: number): void {
  scanner.folder(places.home)
  scanner.folder(places.temporary)
  for (const shared of ['/tmp', '/var/tmp', '/dev/shm'])
    scanner.folder(shared, { except: [places.home, places.temporary, places.onPurpose], changedSince })
}

/** The decrypted rows hold all of them; otherwise the scan would be looking for something that never was. */
async function checkVault(places: Places, canaries: Canaries): Promise<void> {
  const content = await withVault(places.vault, canaries.passphrase, ({ store }) => {
    const tables = store.read.all<{ name: string }>(
      sql`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like '%_search%'`,
    )
    const rows = tables.flatMap(({ name }) => store.read.all<Record<string, unknown>>({ text: `select * from "${name}"`, params: [] }))
    return rows
      .map((row) =>
        Object.values(row)
          .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)))
          .join(' '),
      )
      .join('\n')
  })
  const { passphrase, ...kept } = canaries
  const missing = Object.entries(kept)
    .filter(([, text]) => !content.includes(text))
    .map(([what]) => what)
  check(
    'all of them stand in the decrypted database, the passphrase does not',
    missing.length === 0 && !content.includes(passphrase),
    missing.length === 0 ? `${Object.keys(kept).length} of ${Object.keys(kept).length}` : `missing: ${missing.join(', ')}`,
  )
}

/** A scan that finds nothing proves something only if it finds what is there. */
async function scanControls(): Promise<void> {
  const places = makePlaces()
  const canaries = plantable()
  const needles = needlesOf(canaries)
  try {
    const plain = new Scanner(needles)
    writeFileSync(join(places.home, 'notes.txt'), `${'x'.repeat(5 * 1_048_576)}${canaries.name}`)
    writeFileSync(join(places.temporary, 'cache.bin'), Buffer.from(canaries.inbound, 'utf16le'))
    writeFileSync(join(places.temporary, 'mail.eml'), Buffer.from(`To: ${canaries.token}`).toString('base64'))
    plain.folder(places.root)
    const found = new Set(plain.result().finds.map(({ what }) => what))
    check(
      'control: planted plain files are found',
      ['name', 'inbound (UTF-16)', 'token (base64)'].every((what) => found.has(what)),
      [...found].join(', '),
    )
    const open = new Scanner(needles)
    const deleted = await holdDeleted(join(places.temporary, 'gone'), canaries.digits, (pid) => open.openFilesOf(pid))
    check(
      'control: a deleted file that is still open is found',
      deleted === 1 && open.result().finds.length === 1,
      `${deleted} deleted, ${open.result().finds.length} found`,
    )
  } finally {
    removePlaces(places)
  }
}

/** Runs a program that writes a file, deletes it and keeps it open. */
async function holdDeleted(file: string, text: string, look: (pid: number) => number): Promise<number> {
  const program = `const fs=require('fs');const [file,text]=process.argv.slice(1);globalThis.kept=fs.openSync(file,'w+');fs.writeSync(kept,text);fs.unlinkSync(file);console.log('ready');process.stdin.resume()`
  const child = spawn(process.execPath, ['-e', program, file, text], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  const deleted = look(child.pid ?? 0)
  const ended = once(child, 'exit')
  child.kill()
  await ended
  return deleted
}

if (process.platform !== 'linux') {
  say('skipped: open and deleted files can only be looked at on Linux')
  say('0 passed, 0 failed, 1 skipped')
} else {
  say('Controls')
  await scanControls()
  say('A day with a passphrase')
  await scanADay(null)
  const keyring = await startKeyring()
  if ('missing' in keyring) {
    say(`skipped: a day with the keychain (${keyring.missing})`)
    sum.skipped += 1
  } else {
    say('A day with the keychain')
    try {
      await scanADay(keyring.env)
    } finally {
      await keyring.stop()
    }
  }
  say(`${sum.passed} passed, ${sum.failed} failed${sum.skipped === 0 ? '' : `, ${sum.skipped} skipped`}`)
  process.exitCode = sum.failed === 0 ? 0 : 1
}
