import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

type Line = { readonly id: number; readonly ok?: Record<string, unknown>; readonly error?: unknown }

const page = readFileSync('docs/COMMAND_LINE.md', 'utf8')
/** Every block of the page, in order: what a person pastes. */
const walk = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block).join('\n')

let cleanUp: (() => void) | undefined
afterEach(() => cleanUp?.())

/** Pastes the page into a shell that stops at the first command that fails. */
async function pasted(): Promise<{ code: number | null; output: string; folder: string; said: string }> {
  const child = spawn('sh', ['-e', '-c', `${walk}\nprintf 'folder:%s\\n' "$SHOP"`], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const group = child.pid
  let output = ''
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)))
  cleanUp = () => {
    try {
      if (group !== undefined) process.kill(-group, 'SIGKILL')
    } catch {
      // Everything that was started has ended, as it should.
    }
    const folder = /^folder:(.+)$/m.exec(output)?.[1]
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output, said, folder: /^folder:(.+)$/m.exec(output)?.[1] ?? '' }
}

describe.runIf(process.platform !== 'win32')('the page about the command line', () => {
  it('is a whole broadcast that works as it stands there', { timeout: 300_000 }, async () => {
    const { code, output, folder, said } = await pasted()
    expect([code, said]).toEqual([0, ''])
    const answers = output
      .split('\n')
      .filter((line) => line.startsWith('{"id":') && line.includes('"ok":'))
      .map((line) => JSON.parse(line) as Line)
    const having = (key: string) => answers.flatMap(({ ok }) => (ok?.[key] === undefined ? [] : [ok]))
    expect(output).not.toContain('"error":')
    expect(having('sealHash')[0]).toMatchObject({ recipients: 3 })
    expect(having('counts').find((ok) => ok['state'] === 'finished')).toMatchObject({
      counts: { planned: 0, sending: 0, inDoubt: 0, unconfirmed: 0, rejected: 0 },
    })
    const people = having('recipients').find((ok) => Array.isArray(ok['recipients']))?.['recipients'] as {
      couponCode: string | null
      phone: string
    }[]
    // Whoever only wrote to the shop has not agreed to offers and is listed as left out.
    const codes = people.filter(({ couponCode }) => couponCode !== null).map(({ couponCode }) => couponCode)
    expect([codes.length, new Set(codes).size]).toEqual([3, 3])
    expect(having('importId').at(-1)).toMatchObject({ counts: { new: 0, suppressed: 1 } })
    expect(JSON.stringify(having('customers').at(-1))).not.toContain('Mei-Ling')
    expect(existsSync(join(folder, 'mei-ling.zip'))).toBe(true)
    expect(existsSync(join(folder, 'vault', 'vault.db-wal'))).toBe(false)
  })
})
