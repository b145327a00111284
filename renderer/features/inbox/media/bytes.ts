import { MEDIA_PIECE_BYTES } from '#contract/limits/media.ts'
import { call, type CallOutput } from '../../../bridge/index.ts'
import type { Result } from '#contract/kernel/result.ts'

/** What can be told of a file that is put to a chat. */
export type Attached = CallOutput<'media.attach'>

type Putting = { readonly customerId: string; readonly name: string; readonly as?: Attached['as'] }

/** Puts bytes that lie in no file to a conversation, piece by piece, so that each fits into one call. */
export async function attachBlob(blob: Blob, { customerId, name, as }: Putting): Promise<Result<Attached>> {
  let transferId: string | undefined
  for (let start = 0; ; start += MEDIA_PIECE_BYTES) {
    const piece = new Uint8Array(await blob.slice(start, start + MEDIA_PIECE_BYTES).arrayBuffer())
    const isLast = start + MEDIA_PIECE_BYTES >= blob.size
    const sent = await call('media.attachBytes', {
      customerId,
      name,
      bytes: toBase64(piece),
      isLast,
      ...(as === undefined ? {} : { as }),
      ...(transferId === undefined ? {} : { transferId }),
    })
    if (!sent.ok) return sent
    if (sent.value.attached !== null) return { ok: true, value: sent.value.attached }
    transferId = sent.value.transferId
  }
}

/** Few enough letters for one call of a function. */
const STEP = 8_192

function toBase64(bytes: Uint8Array): string {
  let letters = ''
  for (let start = 0; start < bytes.length; start += STEP) letters += String.fromCharCode(...bytes.subarray(start, start + STEP))
  return btoa(letters)
}
