import { errorCodeOf, sql, StoreError } from '../store/index.ts'
import type { AppError, Result } from '#contract/kernel/result.ts'
import type { MediaDeps } from './face.ts'
import { fetchFile, type Fetched } from './fetch-file.ts'
import { afterFailure } from './fetch-rules.ts'
import { provenType } from './first-bytes.ts'
import { dueRows, nextDueAt, saidByMeta, type Row } from './queries.ts'
import { isRisky, limitBytes, mimeTypeOf, shownAs } from './kinds.ts'
import { readSettings } from './settings.ts'
import type { Shelf } from './shelf.ts'

/** Enough to keep a line busy, few enough to leave it to the messages. */
const AT_ONCE = 2
/** Without a client nothing can be fetched; it is looked for again, should nobody tell. */
const NO_CLIENT_WAIT_MS = 60_000

/** What passes by itself as soon as there is a line again. */
const ofTheLine = sql`('network-unreachable', 'network-timeout', 'connection-missing', 'meta-busy')`

/** Fetches what waits, a few at a time, until nothing is left; the queue is the table of files. */
export class Fetcher {
  readonly #deps: MediaDeps
  readonly #shelf: Shelf
  readonly #running = new Map<number, Promise<void>>()
  #isStopped = true
  #forget = (): void => undefined

  constructor(deps: MediaDeps, shelf: Shelf) {
    this.#deps = deps
    this.#shelf = shelf
  }

  begin(): void {
    this.#isStopped = false
    this.look()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#forget()
    await Promise.all(this.#running.values())
  }

  /** Tries again now what failed because of the line. */
  retry(): void {
    if (this.#isStopped) return
    this.#deps.vault.store.write((db) =>
      db.run(sql`update media_file set next_try_at = 0 where state = 'loading' and next_try_at > 0 and reason in ${ofTheLine}`),
    )
    this.look()
  }

  /** Begins with what is due, and sets the clock for what is due later. */
  look(): void {
    if (this.#isStopped) return
    const { vault, clock, connected } = this.#deps
    this.#forget()
    if (connected() === null) {
      this.#forget = clock.after(NO_CLIENT_WAIT_MS, () => this.look())
      return
    }
    const waiting = dueRows(vault.store.read, clock.now(), AT_ONCE + this.#running.size).filter(({ seq }) => !this.#running.has(seq))
    for (const row of waiting.slice(0, AT_ONCE - this.#running.size)) this.#run(row)
    const next = this.#running.size === 0 ? nextDueAt(vault.store.read) : null
    if (next !== null) this.#forget = clock.after(Math.max(1_000, next - clock.now()), () => this.look())
  }

  #run(row: Row): void {
    const running = this.#fetch(row)
      .catch((error: unknown) => {
        this.#deps.logger.error('media.fetch-failed', error)
        // A disk that takes no row: looked at again with the others, not at once.
        this.#postpone(row)
      })
      .finally(() => {
        this.#running.delete(row.seq)
        this.look()
      })
    this.#running.set(row.seq, running)
  }

  #postpone(row: Row): void {
    try {
      this.#settle(row, { code: 'disk-failed', retry: 'never' })
    } catch (error) {
      this.#isStopped = true
      this.#deps.logger.error('media.fetching-stopped', error, { code: error instanceof StoreError ? errorCodeOf(error.kind) : 'bug' })
    }
  }

  async #fetch(row: Row): Promise<void> {
    const { vault, clock, connected } = this.#deps
    const said = row.messageSeq === null ? undefined : saidByMeta(vault.store.read, row.messageSeq)
    const client = connected()
    if (client === null) return
    if (said === undefined) return this.#settle(row, { code: 'media-gone', retry: 'never' })
    const most = limitBytes(row.kind)
    const maxBytes = row.isWanted === 1 ? most : Math.min(most, readSettings(vault.store.read).automaticBytes)
    const fetched: Result<Fetched> = await fetchFile({ clock, shelf: this.#shelf, media: client.media }, { ...said, maxBytes })
    if (fetched.ok) return this.#keep(row, fetched.value)
    const sizeBytes = Number(fetched.error.params?.['sizeBytes'] ?? 0)
    if (fetched.error.code === 'media-too-large' && sizeBytes <= most) return this.#waitForTap(row, sizeBytes)
    this.#settle(row, fetched.error)
  }

  #keep(row: Row, { storedName, key, sizeBytes, sha256, head }: Fetched): void {
    const proven = provenType(head)
    const shown = shownAs(proven, row.kind, row.name)
    const kept = this.#deps.vault.store.write((db) => {
      const changed = db.run(sql`
        update media_file set state = 'here', reason = null, mime_type = ${mimeTypeOf(proven, row.name)}, shown_as = ${shown},
          is_risky = ${isRisky(proven, row.name) ? 1 : 0}, size_bytes = ${sizeBytes}, sha256 = ${sha256}, stored_name = ${storedName}, file_key = ${key},
          next_try_at = null
        where seq = ${row.seq} and state = 'loading' and stored_name is null`)
      if (changed.changes > 0) this.#tell(db, row)
      return changed.changes > 0
    })
    // Erased or taken back while it came.
    if (!kept) this.#shelf.remove(storedName)
  }

  /** Larger than what comes by itself: its size is known now, and it comes when somebody asks. */
  #waitForTap(row: Row, sizeBytes: number): void {
    this.#deps.vault.store.write((db) => {
      db.run(sql`
        update media_file set state = 'elsewhere', reason = null, size_bytes = ${sizeBytes}, next_try_at = null, tries = 0
        where seq = ${row.seq} and state = 'loading'`)
      this.#tell(db, row)
    })
  }

  #settle(row: Row, { code }: AppError): void {
    const { vault, clock } = this.#deps
    const tries = row.reason === code ? row.tries + 1 : 1
    const { state, reason, nextTryAt } = afterFailure(code, { tries, since: row.since, now: clock.now() })
    vault.store.write((db) => {
      db.run(sql`
        update media_file set state = ${state}, reason = ${reason}, tries = ${tries}, next_try_at = ${nextTryAt}
        where seq = ${row.seq} and state = 'loading'`)
      if (state !== row.state || reason !== row.reason) this.#tell(db, row)
    })
  }

  #tell(db: Parameters<Parameters<MediaDeps['vault']['store']['write']>[0]>[0], { customerId }: Row): void {
    db.afterCommit(() => this.#deps.announcer.announce('inbox.changed', { customerId, kind: 'file' }))
  }
}
