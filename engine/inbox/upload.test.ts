import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '#contract/kernel/result.ts'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { uploadFile } from './upload.ts'

let temp: ReturnType<typeof tempFolder>
let taken: unknown[]
const api = {
  upload: async (file: { readonly bytes: Uint8Array }) => {
    taken.push({ ...file, bytes: file.bytes.byteLength })
    return ok('900')
  },
}
beforeEach(() => {
  temp = tempFolder()
  taken = []
})
afterEach(() => temp.remove())

function fileOf(name: string, sizeBytes: number): string {
  const file = join(temp.folder, name)
  writeFileSync(file, '')
  truncateSync(file, sizeBytes)
  return file
}

describe('a file for a message', () => {
  it('is uploaded with its name and type', async () => {
    expect(await uploadFile(api, { file: fileOf('價目表.PDF', 12), kind: 'document' })).toEqual(
      ok({ mediaId: '900', mimeType: 'application/pdf', fileName: '價目表.PDF', sizeBytes: 12 }),
    )
    expect(taken).toEqual([{ kind: 'document', mime: 'application/pdf', fileName: '價目表.PDF', bytes: 12 }])
  })

  it('is not even read when it is too large, of an unknown type, missing, or a folder', async () => {
    const refused = async (file: string, kind: 'image' | 'document' = 'image') => {
      const result = await uploadFile(api, { file, kind })
      return result.ok ? 'ok' : result.error.code
    }
    expect(await refused(fileOf('a.png', 5 * 1024 * 1024 + 1))).toBe('media-too-large')
    expect(await refused(fileOf('a.exe', 5))).toBe('media-type-refused')
    expect(await refused(join(temp.folder, 'none.png'))).toBe('file-missing')
    expect(await uploadFile(null, { file: fileOf('b.png', 5), kind: 'image' })).toMatchObject({ error: { code: 'connection-missing' } })
    expect(taken).toEqual([])
  })
})
