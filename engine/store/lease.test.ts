import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { StoreError } from './errors.ts'
import { takeLease } from './lease.ts'

let temp: ReturnType<typeof tempFolder>
let file: string
beforeEach(() => {
  temp = tempFolder()
  file = join(temp.folder, 'vault.lease')
})
afterEach(() => temp.remove())

/** Another process that takes the lease and keeps it until it is killed. */
async function holder() {
  const code = `import { takeLease } from ${JSON.stringify(resolve('engine/store/lease.ts'))}
    globalThis.kept = takeLease(process.argv[1]); process.stdout.write('held'); setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, '--', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

describe('the lease of a folder', () => {
  it('is refused while another process has it, and free again when that one was killed', async () => {
    const child = await holder()
    expect(() => takeLease(file)).toThrow(new StoreError('locked', 'SQLITE_BUSY'))
    child.kill('SIGKILL')
    await once(child, 'exit')
    takeLease(file).release()
  })

  it('is refused to a second vault of the same process', () => {
    const lease = takeLease(file)
    expect(() => takeLease(file)).toThrow(StoreError)
    lease.release()
    takeLease(file).release()
  })
})
