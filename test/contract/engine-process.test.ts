import { fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forkEngine, spawnEngine } from '../support/spawn-engine.ts'
import { tempFolder } from '../support/temp-folder.ts'

const shop = { name: 'Lantern Street Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const
const passphrase = 'six wet umbrellas'
const commandLine = resolve('engine/host/command-line.ts')

let temp: ReturnType<typeof tempFolder>
let vault: string
beforeEach(() => {
  temp = tempFolder()
  vault = join(temp.folder, 'vault')
})
afterEach(() => temp.remove())

describe('an engine process', () => {
  it('ends by itself and closes the vault when the process that started it goes away', async () => {
    const { client, child } = forkEngine({ vault, parameters: ['--no-keychain'] })
    await client.call('vault.create', { shop, passphrase })
    child.disconnect()
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(existsSync(join(vault, 'vault.db-wal'))).toBe(false)
  })

  it('ends in order when it is asked to by a signal', async () => {
    const { client, child } = spawnEngine({ vault, parameters: ['--no-keychain'] })
    await client.call('vault.create', { shop, passphrase })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(existsSync(join(vault, 'vault.db-wal'))).toBe(false)
  })

  it('takes its settings from the first message where it has no arguments', async () => {
    const child = fork(resolve('engine/host/process.ts'), [], { execArgv: [], serialization: 'advanced' })
    child.send({ boot: { vault, keychain: false } })
    child.send({ id: 1, call: 'vault.create', input: { shop, passphrase } })
    const [answer] = (await once(child, 'message')) as [unknown]
    expect(answer).toMatchObject({ id: 1, ok: { state: 'open', keyIn: 'passphrase' } })
    child.disconnect()
    await once(child, 'exit')
  })

  it('answers everything that was asked before the input ended, large answers whole', async () => {
    const child = spawn(process.execPath, [commandLine, '--vault', vault, '--no-keychain'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    const lines = [{ call: 'contract.list' }, { call: 'vault.create', input: { shop, passphrase } }, { call: 'vault.status' }]
    child.stdin.end(lines.map((line) => JSON.stringify(line)).join('\n'))
    expect(await once(child, 'close')).toEqual([0, null])
    const answers = Buffer.concat(chunks)
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number; ok: object })
    expect(answers.map(({ id, ok }) => [id, Object.keys(ok).slice(0, 1)])).toEqual([
      [1, ['calls']],
      [2, ['state']],
      [3, ['state']],
    ])
  })

  it.runIf(process.platform === 'linux')('leaves no core file behind, whatever the limit of the shell', async () => {
    const child = spawn(
      'sh',
      ['-c', `ulimit -c unlimited 2>/dev/null; exec "$0" "$@"`, process.execPath, commandLine, '--vault', vault, '--no-keychain'],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    )
    child.stdin.write('{"call":"vault.status"}\n')
    await once(child.stdout, 'data')
    const read = (name: string) => readFileSync(`/proc/${child.pid}/${name}`, 'utf8')
    const limit = /^Max core file size\s+(\S+)/m.exec(read('limits'))?.[1]
    const filter = Number.parseInt(read('coredump_filter'), 16)
    expect(limit === '0' || filter === 0).toBe(true)
    child.stdin.end()
    await once(child, 'exit')
  })

  it('says in words what is wrong with its arguments', async () => {
    const child = spawn(process.execPath, [commandLine, '--vault'], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)))
    expect(await once(child, 'close')).toEqual([2, null])
    expect(said).toContain('Usage: npm run engine -- --vault DIR')
  })
})

/** A real disk of fifty megabytes; false where this account may not mount one. */
function mountSmallDisk(folder: string): boolean {
  if (process.platform !== 'linux') return false
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=50m', 'tmpfs', folder]).status === 0
}

/** Writes until nothing fits any more. */
function fillUp(file: string): void {
  const descriptor = openSync(file, 'w')
  const chunk = Buffer.alloc(4096)
  try {
    for (;;) writeSync(descriptor, chunk)
  } catch {
    closeSync(descriptor)
  }
}

describe('an engine on a full disk', () => {
  it('says so, keeps what it had, and goes on once there is space again', async (ctx) => {
    const disk = join(temp.folder, 'disk')
    mkdirSync(disk)
    if (!mountSmallDisk(disk)) ctx.skip('needs an account that may mount a small disk')
    const { client, stop } = forkEngine({ vault: join(disk, 'vault'), parameters: ['--no-keychain'] })
    try {
      await client.call('vault.create', { shop, passphrase })
      await client.call('customer.save', { phone: '0912345678', name: 'Mei-Ling' })
      const people = join(temp.folder, 'people.csv')
      writeFileSync(
        people,
        `Phone,Name,Note\n${Array.from({ length: 9_000 }, (_, index) => `09${String(10_000_000 + index)},Somebody ${index},${'n'.repeat(200)}`).join('\n')}\n`,
      )
      fillUp(join(disk, 'filler'))
      const input = { file: people, consent: { state: 'unknown' } }
      expect(await client.answer('customer.import', input)).toMatchObject({ error: { code: 'disk-full' } })
      expect(await client.call('customer.list', {})).toMatchObject({ total: 1, customers: [{ name: 'Mei-Ling' }] })
      rmSync(join(disk, 'filler'))
      expect(await client.answer('customer.import', input)).toMatchObject({ ok: { state: 'done', counts: { new: 9_000 } } })
    } finally {
      await stop()
      spawnSync('umount', [disk])
    }
  })
})
