import { newId, type Random } from '../kernel/index.ts'
import type { WriteHandle } from '../store/index.ts'
import { endingOf, safeName } from './file-name.ts'
import { provenType } from './first-bytes.ts'
import { isRisky, mimeTypeOf, shownAs, suggestedKind, usualEnding, type SentAs } from './kinds.ts'
import { insertRow } from './queries.ts'
import type { Sealed } from './sealed-file.ts'

/** A file of a chat from before that is sealed already. */
export type EarlierFile = {
  readonly sealed: Sealed & { readonly storedName: string }
  readonly name: string
}

/** What the message says of it. */
export type EarlierKind = { readonly kind: SentAs; readonly mimeType: string; readonly name: string }

/** Tells what a file from before is, by its bytes; the name that a phone gave it only parts recordings from other sounds. */
export function kindOfEarlier({ sealed, name }: EarlierFile, at: number): EarlierKind {
  const proven = provenType(sealed.head)
  const mimeType = mimeTypeOf(proven, name)
  const suggested = suggestedKind(mimeType) ?? 'document'
  const isRecording = suggested === 'audio' && (/^(?:PTT|AUD|.*-PTT-|.*-AUDIO-)/u.test(name) || endingOf(name) === 'opus')
  const kind = isRecording ? 'voice' : suggested
  return { kind, mimeType, name: safeName(name, `${kind}-${new Date(at).toISOString().slice(0, 10)}${usualEnding(mimeType)}`) }
}

type Keeping = EarlierFile & {
  readonly customerSeq: number
  readonly messageSeq: number
  readonly direction: 'in' | 'out'
  readonly at: number
}

/** Gives a message from before its file, in the message's own transaction. */
export function keepEarlierFile({ random }: { readonly random: Random }, db: WriteHandle, keeping: Keeping): void {
  const { customerSeq, messageSeq, sealed, at } = keeping
  const { kind, mimeType, name } = kindOfEarlier(keeping, at)
  const proven = provenType(sealed.head)
  insertRow(db, {
    mediaFileId: newId('med', random, at),
    customerSeq,
    messageSeq,
    origin: keeping.direction === 'in' ? 'meta' : 'shop',
    kind,
    mimeType,
    shownAs: shownAs(proven, kind, name),
    isRisky: isRisky(proven, name),
    name,
    since: at,
    kept: sealed,
  })
}
