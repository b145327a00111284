import { newId } from '../kernel/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import { createAttaching } from './attach.ts'
import { cleanUp, sweep } from './clean.ts'
import { keepEvidence } from './evidence.ts'
import { keepEarlierFile, kindOfEarlier } from './earlier.ts'
import type { Media, MediaDeps } from './face.ts'
import { Fetcher } from './fetcher.ts'
import { safeName } from './file-name.ts'
import { createOutgoing } from './outgoing.ts'
import { filesOfPerson } from './personal-data.ts'
import { filesByAge } from './retention.ts'
import { insertRow } from './queries.ts'
import { mediaHandlers } from './router.ts'
import { usualEnding, type SentAs } from './kinds.ts'
import { createShelf } from './shelf.ts'
import { shopFile } from './shop-files.ts'

/** After the burst that removed rows, not with each of it. */
const SWEEP_AFTER_MS = 1_000

/** Makes the room; nothing is fetched or cleared away before `begin`. */
export function createMedia(deps: MediaDeps): Media {
  const { vault, clock, logger, announcer, random } = deps
  const shelf = createShelf(vault.folder, random)
  const fetcher = new Fetcher(deps, shelf)
  const sweepNow = (): void => sweep({ store: vault.store, shelf, logger })
  const sweepSoon = soon(deps, sweepNow)
  const look = (): void => fetcher.look()
  const attaching = createAttaching(deps, shelf)
  deps.customer.onJoin((db, { from, to }) => void db.run(sql`update media_file set customer_seq = ${to} where customer_seq = ${from}`))
  // A message that is taken back takes its row along; the sealed file follows.
  const stopListening = announcer.listen((name) => {
    if (name === 'inbox.changed' || name === 'customer.changed') sweepSoon.ask()
  })
  return {
    handlers: mediaHandlers({ deps, shelf, look, sweep: sweepNow }, attaching),
    personalData: [filesOfPerson(shelf, sweepNow)],
    retention: filesByAge(sweepNow),
    begin() {
      cleanUp({ store: vault.store, shelf, now: clock.now(), logger })
      fetcher.begin()
    },
    expect(db, messageSeq) {
      expectFile(deps, db, messageSeq)
      db.afterCommit(look)
    },
    ...createOutgoing(deps, shelf),
    shopFile,
    keepEvidence: (asked) => keepEvidence(deps, shelf, asked),
    beginSealing: () => shelf.begin(),
    dropSealed: (storedName) => shelf.remove(storedName),
    kindOfEarlier,
    keepEarlier: (db, keeping) => keepEarlierFile(deps, db, keeping),
    wake: () => fetcher.retry(),
    async stop() {
      stopListening()
      sweepSoon.stop()
      await attaching.stop()
      await fetcher.stop()
    },
  }
}

function soon({ clock }: MediaDeps, work: () => void): { ask(): void; stop(): void } {
  let forget: (() => void) | null = null
  return {
    ask() {
      forget ??= clock.after(SWEEP_AFTER_MS, () => {
        forget = null
        work()
      })
    },
    stop: () => forget?.(),
  }
}

type Bringing = {
  readonly customerSeq: number
  readonly kind: SentAs
  readonly isVoice: 0 | 1 | null
  readonly fileName: string | null
  readonly mimeType: string | null
  readonly at: number
}

function expectFile({ random, vault }: MediaDeps, db: WriteHandle, messageSeq: number): void {
  const message = db.get<Bringing>(sql`
    select customer_seq as customerSeq, content ->> '$.media' as kind, content ->> '$.isVoice' as isVoice, content ->> '$.fileName' as fileName,
      content ->> '$.mimeType' as mimeType, at
    from message where seq = ${messageSeq} and content ->> '$.kind' = 'media'`)
  if (message === undefined) return
  const { customerSeq, kind, isVoice, fileName, at } = message
  const mimeType = message.mimeType ?? 'application/octet-stream'
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: vault.shop.timeZone }).format(at)
  insertRow(db, {
    mediaFileId: newId('med', random, at),
    customerSeq,
    messageSeq,
    origin: 'meta',
    kind: isVoice === 1 ? 'voice' : kind,
    mimeType,
    // Until its bytes say more.
    shownAs: 'save-only',
    isRisky: false,
    name: safeName(fileName ?? '', `${kind}-${day}${usualEnding(mimeType)}`),
    since: at,
  })
}
