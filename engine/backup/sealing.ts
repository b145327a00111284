import { createHash, hkdfSync, webcrypto } from 'node:crypto'
import { BackupError, type Header } from './shapes.ts'

/** Bytes that are sealed together; what is in memory at once. */
export const CHUNK_BYTES = 1_048_576
const TAG_BYTES = 16
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES
const CIPHER = 'AES-GCM'

/** The first bytes of each backup. */
export const MAGIC = Buffer.from('SHOPBELL BACKUP\n')
export const HASH_BYTES = 32
export const LENGTH_BYTES = 4
/** More than any header needs; a length beyond it is damage. */
export const LONGEST_HEADER_BYTES = 65_536

export const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** Begin of a backup: magic, length, header, and a check that tells damage from a wrong code before anybody is asked for one. */
export function headBytes(header: Header): Buffer {
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(text.length)
  return Buffer.concat([MAGIC, length, text, hashOf(text)])
}

/** The key of one file; a header of which one bit was changed gives another. */
function fileKey(vaultKey: string, header: Header): Uint8Array<ArrayBuffer> {
  const info = Buffer.concat([Buffer.from('shopbell backup 1'), hashOf(headBytes(header))])
  return new Uint8Array(hkdfSync('sha256', Buffer.from(vaultKey, 'hex'), Buffer.from(header.salt, 'hex'), info, 32))
}

type Place = { readonly chunk: number; readonly isLast: boolean }
type Bytes = Uint8Array<ArrayBuffer>

/** Counts the chunks and marks the last: none can be swapped, repeated, left out or cut off. A key seals one file only. */
function nonceOf({ chunk, isLast }: Place): Bytes {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setUint32(4, chunk)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

/** Seals and opens the chunks of one file, in threads beside the engine's own: a backup holds nobody up. */
export type FileSeal = {
  seal(bytes: Bytes, place: Place): Promise<Uint8Array>
  /** @throws BackupError when a single bit is not as it was written */
  unseal(sealed: Bytes, place: Place): Promise<Buffer>
}

export async function fileSeal(vaultKey: string, header: Header): Promise<FileSeal> {
  const { subtle } = webcrypto
  const key = await subtle.importKey('raw', fileKey(vaultKey, header), CIPHER, false, ['encrypt', 'decrypt'])
  const how = (place: Place) => ({ name: CIPHER, iv: nonceOf(place), tagLength: TAG_BYTES * 8 })
  return {
    seal: async (bytes, place) => new Uint8Array(await subtle.encrypt(how(place), key, bytes)),
    async unseal(sealed, place) {
      if (sealed.byteLength < TAG_BYTES) throw new BackupError('backup-damaged')
      try {
        return Buffer.from(await subtle.decrypt(how(place), key, sealed))
      } catch {
        // The tag does not fit: whatever the reason, nothing of it may be used.
        throw new BackupError('backup-damaged')
      }
    },
  }
}
