import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { DamagedFile, readSealed, SealedWriter } from './sealed-file.ts'

let temp: ReturnType<typeof tempFolder>
beforeEach(() => {
  temp = tempFolder()
})
afterEach(() => temp.remove())

async function sealed(plain: Buffer, pieceBytes = 10_000) {
  const path = join(temp.folder, 'f')
  const writer = await SealedWriter.create(path, (count) => randomBytes(count))
  for (let start = 0; start < plain.length; start += pieceBytes) await writer.append(plain.subarray(start, start + pieceBytes))
  return { path, ...(await writer.finish()) }
}

describe('a sealed file', () => {
  it.each([1, 65_535, 65_536, 65_537, 131_072, 300_001])(
    'gives back each range of %i bytes and nothing readable on the disk',
    async (size) => {
      const plain = Buffer.alloc(size, 'canary-of-tea ')
      const file = await sealed(plain)
      expect(file).toMatchObject({ sizeBytes: size, sha256: createHash('sha256').update(plain).digest('hex') })
      expect(readFileSync(file.path).includes('canary')).toBe(false)
      for (const [start, end] of [
        [0, size],
        [0, 1],
        [size - 1, size],
        [Math.floor(size / 2), size],
        [Math.max(0, size - 65_537), Math.max(1, size - 2)],
      ] as const)
        expect(readSealed(file, start, end).equals(plain.subarray(start, end))).toBe(true)
    },
  )

  it('D-10: is seen only for us alone, and under its name only when it is whole', async () => {
    const path = join(temp.folder, 'g')
    const writer = await SealedWriter.create(path, (count) => randomBytes(count))
    await writer.append(Buffer.alloc(200_000, 1))
    expect(readdirSync(temp.folder)).toEqual(['g.part'])
    // Windows keeps rights in the folder.
    expect(process.platform === 'win32' ? 0 : statSync(`${path}.part`).mode & 0o077).toBe(0)
    await writer.finish()
    expect(readdirSync(temp.folder)).toEqual(['g'])
  })

  it('leaves nothing when it is given up', async () => {
    const writer = await SealedWriter.create(join(temp.folder, 'h'), (count) => randomBytes(count))
    await writer.append(Buffer.alloc(200_000, 1))
    await writer.abandon()
    expect(readdirSync(temp.folder)).toEqual([])
  })

  it('refuses what was changed, cut, swapped or sealed under another key', async () => {
    const file = await sealed(randomBytes(200_000))
    const whole = readFileSync(file.path)
    const part = 65_536 + 16
    const changes: readonly Buffer[] = [
      Buffer.from(whole.map((byte, index) => (index === 150_000 ? byte ^ 1 : byte))),
      whole.subarray(0, -1),
      whole.subarray(0, 2 * part),
      Buffer.concat([whole.subarray(part, 2 * part), whole.subarray(0, part), whole.subarray(2 * part)]),
    ]
    for (const changed of changes) {
      writeFileSync(file.path, changed)
      expect(() => readSealed(file, 0, 200_000)).toThrow(DamagedFile)
    }
    writeFileSync(file.path, whole)
    expect(() => readSealed({ ...file, key: randomBytes(32) }, 0, 1)).toThrow(DamagedFile)
    // Cut to whole parts, it would end with one that is not marked as the last.
    writeFileSync(file.path, whole.subarray(0, 2 * part))
    expect(() => readSealed({ ...file, sizeBytes: 131_072 }, 100_000, 131_072)).toThrow(DamagedFile)
  })
})
