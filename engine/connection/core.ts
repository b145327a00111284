import { fail, type Result } from '#contract/kernel/result.ts'
import type { CloudApi } from '../cloud-api/index.ts'
import type { ConnectionDeps, Neighbours } from './face.ts'
import type { AccountNews } from './health/account-news.ts'
import { forbiddenBy, type Forbidden, type Wish } from './health/forbidden.ts'
import { readFacts, saveFact, type KeptFacts } from './health/queries.ts'
import { knownKeyOf } from './key.ts'
import { readKeys } from './keys.ts'
import { createLinkWatch, type LinkWatch } from './link.ts'
import { makeApi, type Live } from './live.ts'
import { readConnection, saveConnection, type StoredConnection } from './queries.ts'
import { ensureReceiving, wantedAddress, wayOf } from './receiving.ts'
import { toNumberFacts, type Link, type NumberFacts } from './rules.ts'

/** Key, account and health change rarely; they are read again this often while the number itself is read every ten minutes. */
const FACTS_EVERY_MS = 6 * 3_600_000

/** Meta stamps its events by its own clock, in whole seconds. */
const STAMP_SLACK_MS = 60_000

/** The connection in use, and what every use case of the room may do with it. */
export class ConnectionCore {
  readonly deps: ConnectionDeps
  readonly watch: LinkWatch
  /** Called whenever something that windows show may have changed. */
  onChange: () => void = () => undefined
  localUrl: string | null = null
  lastEventAt: number | null = null
  /** Since when the way in is known to stand, ms; null while it is not. */
  receivingSince: number | null = null
  /** When Meta last shook hands with our receiver, by the monotonic clock. */
  lastHandshakeAt: number | null = null
  #live: Live | null = null
  #facts: KeptFacts | null = null
  #factsAskedAt: number | null = null
  #neighbours: Neighbours | null = null
  readonly #numberListeners: ((number: NumberFacts) => void)[] = []
  readonly #linkListeners: ((link: Link) => void)[] = []
  readonly #connectedListeners: (() => Promise<void>)[] = []
  #toldNews: readonly AccountNews[] | null = null
  /** Work in the background that must have ended before the database closes. */
  readonly #pending = new Set<Promise<unknown>>()

  constructor(deps: ConnectionDeps) {
    this.deps = deps
    this.watch = createLinkWatch({ clock: deps.clock, ask: () => this.#refresh(), onChange: (link) => this.#linkChanged(link) })
  }

  meet(neighbours: Neighbours): void {
    this.#neighbours = neighbours
  }

  get neighbours(): Neighbours | null {
    return this.#neighbours
  }

  get live(): Live | null {
    return this.#live
  }

  /** What Meta last said of the present connection. */
  get facts(): KeptFacts {
    return (this.#facts ??= readFacts(this.deps.vault.store.read))
  }

  async begin(): Promise<void> {
    const stored = readConnection(this.deps.vault.store.read)
    const keys = stored === null ? null : await readKeys(this.deps.vault.secrets, stored.connectionId)
    if (stored === null || keys === null) {
      if (stored !== null) this.deps.logger.warn('connection.keys-missing')
      return
    }
    // An address on this computer is verified once per opening, because it may be another one now.
    const fresh = wayOf(stored.receiving) === 'local' ? { ...stored, receivingVerified: false } : stored
    this.#live = { stored: fresh, keys, api: makeApi(this.deps, fresh, keys) }
    this.inBackground(this.watch.check())
  }

  /** Puts a connection into use; messages under way with the client before still get their answers. */
  put(live: Live): void {
    const before = this.#live
    this.#live = live
    this.#facts = null
    this.#toldNews = null
    this.#factsAskedAt = null
    if (before !== null && before.api !== live.api) this.inBackground(before.api.retire())
    if (live.stored.number !== null) for (const listener of this.#numberListeners) listener(live.stored.number)
    if (before?.api !== live.api) this.#useClient(before, live)
    this.onChange()
  }

  /** A client that has just proved itself. */
  #useClient(before: Live | null, live: Live): void {
    this.watch.note('online')
    for (const listener of this.#linkListeners) listener('online')
    this.inBackground(this.readFacts())
    const isSameKey = before?.stored.connectionId === live.stored.connectionId && before.keys.token === live.keys.token
    if (!isSameKey) for (const listener of this.#connectedListeners) this.inBackground(listener())
  }

  /** There is no connection any more; whoever asks for one hears so. */
  drop(): void {
    const before = this.#live
    this.#live = null
    this.#facts = null
    this.#toldNews = null
    if (before !== null) this.inBackground(before.api.retire())
    this.watch.rest()
    this.onChange()
  }

  /** Changes the present connection's row; `live` tells which one was meant, because another may have come meanwhile. */
  change(live: Live, change: Partial<StoredConnection>): Live | null {
    const now = this.#live
    if (now === null || now.stored.connectionId !== live.stored.connectionId) return null
    const stored = { ...now.stored, ...change }
    this.deps.vault.store.write((db) => saveConnection(db, stored))
    this.#live = { ...now, stored }
    this.onChange()
    return this.#live
  }

  receives(): boolean {
    return this.#live !== null && wayOf(this.#live.stored.receiving) !== 'none' && this.#live.keys.appSecret !== null
  }

  onNumber(listener: (number: NumberFacts) => void): void {
    this.#numberListeners.push(listener)
    const number = this.#live?.stored.number ?? readConnection(this.deps.vault.store.read)?.number ?? null
    if (number !== null) listener(number)
  }

  onLink(listener: (link: Link) => void): void {
    this.#linkListeners.push(listener)
  }

  onConnected(listener: () => Promise<void>): void {
    this.#connectedListeners.push(listener)
  }

  /** What events told about the account in use; what was said while another one was connected says nothing about it. */
  news(): readonly AccountNews[] {
    const since = (this.#live?.stored.addedAt ?? 0) - STAMP_SLACK_MS
    return (this.#neighbours?.news() ?? []).filter(({ at }) => at >= since)
  }

  /** The events that were told are read again before the next message. */
  newsCame(): void {
    this.#toldNews = null
  }

  /** Asked before each message, so the rows are read only after news. */
  forbidden(wish: Wish): Forbidden | null {
    if (this.#live === null) return null
    this.#toldNews ??= this.news()
    return forbiddenBy(this.#toldNews, wish, this.deps.clock.now())
  }

  /** @param always sets the address without looking where events go now, so that Meta shakes hands */
  async receive(always: boolean): Promise<Result<void>> {
    const live = this.#live
    if (live === null) return fail('connection-missing')
    const { clock } = this.deps
    const startedAt = clock.monotonic()
    const result = await ensureReceiving(live, {
      address: wantedAddress(live.stored.receiving, this.localUrl),
      always,
      wasReached: () => this.lastHandshakeAt !== null && this.lastHandshakeAt >= startedAt,
      appId: () => this.#appId(live),
    })
    this.receivingSince = result.ok ? (this.receivingSince ?? this.deps.clock.now()) : null
    if (live.stored.receivingVerified !== result.ok) this.change(live, { receivingVerified: result.ok })
    return result
  }

  /** Asks Meta for number, account and key with all they tell, and keeps the answers; the number decides about the link. */
  async readFacts(): Promise<Result<void>> {
    const live = this.#live
    if (live === null) return fail('connection-missing')
    this.#factsAskedAt = this.deps.clock.monotonic()
    const number = await readNumber(live.api)
    if (!number.ok) return number
    this.keepFact(live, 'number', number.value)
    const account = await readAccount(live.api)
    if (account.ok) this.keepFact(live, 'account', account.value)
    const key = await live.api.key.inspect(live.keys.token)
    if (key.ok) this.keepFact(live, 'key', knownKeyOf(live.keys.token, key.value))
    this.onChange()
    return { ok: true, value: undefined }
  }

  async #appId(live: Live): Promise<string | null> {
    if (this.facts.key === null) {
      const key = await live.api.key.inspect(live.keys.token)
      if (key.ok) this.keepFact(live, 'key', knownKeyOf(live.keys.token, key.value))
    }
    return this.facts.key?.appId ?? null
  }

  keepFact(live: Live, name: 'number' | 'account' | 'key', value: unknown): void {
    const { connectionId } = live.stored
    // The answer of a key that has been replaced meanwhile says nothing about the one in use.
    if (this.#live?.api !== live.api) return
    this.deps.vault.store.write((db) => saveFact(db, connectionId, { name, value, at: this.deps.clock.now() }))
    this.#facts = null
  }

  inBackground(work: Promise<unknown>): void {
    const watched = work.finally(() => this.#pending.delete(watched))
    this.#pending.add(watched)
  }

  async stop(): Promise<void> {
    this.watch.stop()
    const live = this.#live
    this.#live = null
    await live?.api.close()
    await Promise.all(this.#pending)
  }

  async #refresh(): Promise<Result<unknown> | null> {
    const live = this.#live
    if (live === null) return null
    const node = await live.api.number.read()
    if (!node.ok) return node
    const number = toNumberFacts(node.value)
    if (JSON.stringify(number) !== JSON.stringify(live.stored.number)) this.change(live, { number })
    if (this.#live?.stored.connectionId === live.stored.connectionId) for (const listener of this.#numberListeners) listener(number)
    const asked = this.#factsAskedAt
    if (asked === null || this.deps.clock.monotonic() - asked >= FACTS_EVERY_MS) this.inBackground(this.readFacts())
    return node
  }

  #linkChanged(link: Link): void {
    this.onChange()
    for (const listener of this.#linkListeners) listener(link)
    // The receiver's address may have changed while Meta could not be told, or the other side forgot it.
    const isWanted = this.receives() && wantedAddress(this.#live?.stored.receiving ?? 'none', this.localUrl) !== null
    if (link === 'online' && isWanted) this.inBackground(this.receive(false))
  }
}

/** The number with all it tells; with less where the longer list is refused, as old versions and some providers do. */
export async function readNumber(api: CloudApi): ReturnType<CloudApi['number']['readDetails']> {
  const details = await api.number.readDetails()
  return !details.ok && details.error.code === 'meta-refused' ? api.number.read() : details
}

/** The account, in the same way. */
export async function readAccount(api: CloudApi): ReturnType<CloudApi['account']['readDetails']> {
  const details = await api.account.readDetails()
  return !details.ok && details.error.code === 'meta-refused' ? api.account.read() : details
}
