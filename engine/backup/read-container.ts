import { createHash, type Hash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { fileSeal, hashOf, HASH_BYTES, LENGTH_BYTES, LONGEST_HEADER_BYTES, MAGIC, SEALED_CHUNK_BYTES, type FileSeal } from './sealing.ts'
import { BackupError, FORMAT, Header, PartHead, type Manifest, type Whole } from './shapes.ts'

/** Takes what comes out of a backup, piece by piece. */
export type PartSink = {
  /** Called before the first bytes of a part; answers who takes them, or null to pass over it. */
  begin(part: { readonly kind: 'database' } | { readonly kind: 'media'; readonly name: string }): Promise<PartTaker | null>
}
export type PartTaker = {
  take(bytes: Uint8Array): Promise<void>
  end(): Promise<void>
  /** In the place of `end`, when the part turned out not to be whole. */
  drop(): Promise<void>
}

const nobody: PartSink = { begin: async () => null }
const damaged = (): BackupError => new BackupError('backup-damaged')

async function readExactly(file: FileHandle, length: number, position: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, position)
  if (bytesRead !== length) throw damaged()
  return bytes
}

function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch {
    // No JSON or not of this shape: both are damage.
    throw damaged()
  }
}

async function readHead(file: FileHandle): Promise<{ header: Header; endsAt: number }> {
  const start = await readExactly(file, MAGIC.length + LENGTH_BYTES, 0)
  if (!start.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged()
  const length = start.readUInt32BE(MAGIC.length)
  if (length > LONGEST_HEADER_BYTES) throw damaged()
  const rest = await readExactly(file, length + HASH_BYTES, start.length)
  const text = rest.subarray(0, length)
  if (!hashOf(text).equals(rest.subarray(length))) throw damaged()
  const { format } = parse(z.looseObject({ format: z.number() }), text)
  if (format > FORMAT) throw new BackupError('backup-newer')
  return { header: parse(Header, text), endsAt: start.length + rest.length }
}

async function withBackup<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new BackupError('backup-missing')
    throw error
  }
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

/** What a backup says of itself without a key. @throws BackupError */
export const readHeader = (path: string): Promise<Header> => withBackup(path, async (file) => (await readHead(file)).header)

async function* chunksOf(file: FileHandle, seal: FileSeal, start: number): AsyncGenerator<Buffer> {
  const { size } = await file.stat()
  const sealed = new Uint8Array(SEALED_CHUNK_BYTES)
  let chunk = 0
  for (let position = start; position < size || chunk === 0; chunk += 1) {
    const length = Math.min(SEALED_CHUNK_BYTES, size - position)
    const { bytesRead } = await file.read(sealed, 0, length, position)
    if (bytesRead !== length) throw damaged()
    yield await seal.unseal(sealed.subarray(0, length), { chunk, isLast: position + length >= size })
    position += length
  }
}

/** Hands out exactly the bytes that are asked for, across the borders of chunks. */
class Unsealed {
  readonly #chunks: AsyncGenerator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncGenerator<Buffer>) {
    this.#chunks = chunks
  }

  /** At most so many bytes, at least one. */
  async some(most: number): Promise<Buffer> {
    while (this.#rest.byteLength === 0) {
      const next = await this.#chunks.next()
      if (next.done === true) throw damaged()
      this.#rest = next.value
    }
    const piece = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(piece.byteLength)
    return piece
  }

  async exactly(length: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for (let left = length; left > 0;) {
      const piece = await this.some(left)
      pieces.push(piece)
      left -= piece.byteLength
    }
    return Buffer.concat(pieces)
  }

  /** Reads the rest, which must be nothing. */
  async end(): Promise<void> {
    const next = await this.#chunks.next()
    if (this.#rest.byteLength > 0 || next.done !== true) throw damaged()
  }
}

async function readPartHead(source: Unsealed): Promise<PartHead> {
  const length = (await source.exactly(LENGTH_BYTES)).readUInt32BE()
  if (length > LONGEST_HEADER_BYTES) throw damaged()
  return parse(PartHead, await source.exactly(length))
}

type Body = { readonly size: number; readonly hash: Hash | null; readonly taker: PartTaker | null }

async function passBody(source: Unsealed, { size, hash, taker }: Body): Promise<void> {
  try {
    for (let left = size; left > 0;) {
      const piece = await source.some(left)
      hash?.update(piece)
      await taker?.take(piece)
      left -= piece.byteLength
    }
  } catch (error) {
    await taker?.drop()
    throw error
  }
  await taker?.end()
}

async function readParts(source: Unsealed, sink: PartSink): Promise<{ manifest: Manifest; files: number }> {
  const manifest = await readPartHead(source)
  if (manifest.kind !== 'manifest') throw damaged()
  const hash = createHash('sha256')
  let files = 0
  for (;;) {
    const head = await readPartHead(source)
    if (head.kind === 'manifest') throw damaged()
    if (head.kind === 'end') {
      if (head.files !== files || head.sha256 !== hash.digest('hex')) throw damaged()
      await source.end()
      return { manifest, files }
    }
    if (head.kind === 'media') files += 1
    await passBody(source, { size: head.size, hash: head.kind === 'database' ? hash : null, taker: await sink.begin(head) })
  }
}

/**
 * Reads a backup from its first byte to its last and proves each of them; memory stays bounded.
 * @param findKey gives the vault's key for what the header says; whatever it throws travels on
 * @throws BackupError when a single bit is not as it was written, or something is missing
 */
export function readContainer(path: string, findKey: (header: Header) => Promise<string>, sink: PartSink = nobody): Promise<Whole> {
  return withBackup(path, async (file) => {
    const { header, endsAt } = await readHead(file)
    const seal = await fileSeal(await findKey(header), header)
    const { manifest, files } = await readParts(new Unsealed(chunksOf(file, seal, endsAt)), sink)
    return { header, manifest, files, sizeBytes: (await file.stat()).size }
  })
}
