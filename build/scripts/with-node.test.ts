import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectFolder } from './prepare/paths.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shopbell-with-node-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = (program: string, parameters: readonly string[] = []) => {
  const file = join(folder, 'program.ts')
  writeFileSync(file, program)
  const child = spawn(process.execPath, [join(projectFolder, 'build', 'scripts', 'with-node.mjs'), file, ...parameters], { stdio: 'pipe' })
  const heard = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => (heard.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (heard.error += chunk.toString()))
  return { child, heard, ended: once(child, 'close') }
}

describe('running a program in the newer Node', () => {
  it('passes input, output, arguments and exit code through, and adds nothing', async () => {
    const { child, heard, ended } = start(
      "const chunks: string[] = []\nprocess.stdin.on('data', (c: Buffer) => chunks.push(String(c))).on('end', () => { console.log(chunks.join('').toUpperCase() + process.argv.slice(2).join('|')); process.exitCode = 7 })",
      ['--vault', 'a b'],
    )
    child.stdin.end('hello ')
    expect(await ended).toEqual([7, null])
    expect(heard).toEqual({ out: 'HELLO --vault|a b\n', error: '' })
  })

  it('passes signals on and ends as the program ends', async () => {
    const { child, heard, ended } = start(
      "process.on('SIGTERM', () => { console.log('stopping'); process.exit(3) })\nsetInterval(() => undefined, 1000)\nconsole.log('ready')",
    )
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    expect(await ended).toEqual([3, null])
    expect(heard.out).toBe('ready\nstopping\n')
  })

  it('tells by its exit code that a signal ended the program', async () => {
    const { child, ended } = start("console.log('ready')\nprocess.kill(process.pid, 'SIGKILL')\nsetInterval(() => undefined, 1000)")
    await once(child.stdout, 'data')
    expect(await ended).toEqual([137, null])
  })

  it('says on standard error that a program is not there', async () => {
    const child = spawn(process.execPath, [join(projectFolder, 'build', 'scripts', 'with-node.mjs'), 'no/such.ts'], { stdio: 'pipe' })
    let error = ''
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()))
    expect(await once(child, 'close')).toEqual([1, null])
    expect(error).toBe('no/such.ts is not there in this copy of the project.\n')
  })
})
