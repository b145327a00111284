import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'

const readySchema = z.object({
  ready: z.literal(true),
  url: z.url(),
  token: z.string(),
  wabaId: z.string(),
  customersFile: z.string().nullable(),
})
const entry = join(import.meta.dirname, 'main.ts')

function start(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['pipe', 'pipe', 'pipe', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function readyLine(child: ChildProcess): Promise<z.infer<typeof readySchema>> {
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  return readySchema.parse(JSON.parse(line.toString()))
}

async function textOf(child: ChildProcess, stream: 'stdout' | 'stderr'): Promise<{ text: string; code: unknown }> {
  let text = ''
  child[stream]?.on('data', (part: Buffer) => (text += part.toString()))
  const [code] = (await once(child, 'close')) as [unknown]
  return { text, code }
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

describe('the simulator as a program', () => {
  it('says one line when ready, on standard output and over the channel, and ends on SIGTERM', async () => {
    const folder = temporaryFolder()
    const child = start(['--scenario', 'spring-tea', '--customers-out', join(folder, 'customers.csv')])
    const message = once(child, 'message')
    const line = await readyLine(child)
    expect((await message)[0]).toMatchObject(line)
    expect(readFileSync(line.customersFile ?? '', 'utf8')).toContain('陳美玲')
    expect((await fetch(`${line.url}/simulator/state`)).headers.get('x-shopbell-simulator')).toBe('1')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('ends when its parent closes the channel', async () => {
    const child = start([])
    await readyLine(child)
    child.disconnect()
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('with --with-parent, ends when standard input closes', async () => {
    const child = start(['--with-parent'])
    await readyLine(child)
    child.stdin?.end()
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('ends when its parent is killed', async () => {
    const child = spawn(
      process.execPath,
      [
        '-e',
        `require('child_process').spawn(process.execPath, [${JSON.stringify(entry)}], { stdio: ['ignore', 'inherit', 'inherit'] }); setInterval(() => {}, 1000)`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const { url } = await readyLine(child)
    child.kill('SIGKILL')
    // The pipe closes only when the last process that holds it, the simulator, is gone.
    await once(child.stdout ?? child, 'close')
    await expect(fetch(`${url}/simulator/state`)).rejects.toThrow('fetch failed')
  })

  it('documents every option, fault and control call', async () => {
    const { text, code } = await textOf(start(['--help']), 'stdout')
    expect(code).toBe(0)
    for (const word of ['--ledger', '--tempo', 'dropReusedAfterAccept', 'webhookLost', 'revokeTokenAfter', '/simulator/say'])
      expect(text).toContain(word)
  })

  it.each([
    [['--scenario', 'mars'], 'takes plain, spring-tea'],
    [['--faults', 'explode=1'], 'unknown fault "explode"'],
    [['--port', 'x'], 'whole number'],
    [['--colour'], '--colour'],
  ])('refuses %j with a plain text', async (args, text) => {
    const ended = await textOf(start(args), 'stderr')
    expect(ended.text).toContain(text)
    expect(ended.code).not.toBe(0)
  })

  it('appends to its ledger file and keeps windows over a restart', async () => {
    const folder = temporaryFolder()
    const args = ['--scenario', 'plain', '--ledger', join(folder, 'ledger.jsonl'), '--state', join(folder, 'state.json')]
    for (const turn of [1, 2]) {
      const child = start(args)
      const { url, token } = await readyLine(child)
      if (turn === 1) await fetch(`${url}/simulator/say`, { method: 'POST', body: JSON.stringify({ from: '+886900000001', text: 'hi' }) })
      const body = JSON.stringify({ messaging_product: 'whatsapp', to: '+886900000001', type: 'text', text: { body: `turn ${turn}` } })
      const response = await fetch(`${url}/v25.0/700000000000042/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body,
      })
      expect(response.status).toBe(200)
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    const lines = readFileSync(join(folder, 'ledger.jsonl'), 'utf8').trim().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { body: string }).body)).toEqual([
      expect.stringContaining('turn 1'),
      expect.stringContaining('turn 2'),
    ])
  })
})
