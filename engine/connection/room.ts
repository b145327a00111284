import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { CloudApi, Messenger } from '../cloud-api/index.ts'
import { addConnection } from './add.ts'
import { runChecks } from './checks.ts'
import type { Connection, ConnectionDeps } from './face.ts'
import { readKeys } from './keys.ts'
import { createLinkWatch, type LinkWatch } from './link.ts'
import { baseUrlNow, createLiveMessenger, makeApi, type Live } from './live.ts'
import { readConnection, saveNumber, saveVerified } from './queries.ts'
import { ensureReceiving, wantedAddress, wayOf } from './receiving.ts'
import { connectionHandlers } from './router.ts'
import { toNumberFacts, type Link, type NumberFacts } from './rules.ts'

/** The connection of an open vault, from its row to the client in use. */
export class ConnectionRoom implements Connection {
  readonly handlers = connectionHandlers({ add: (input) => this.#add(input), check: () => this.#check(), status: () => ok(this.status()) })
  readonly #deps: ConnectionDeps
  readonly #watch: LinkWatch
  readonly #messenger: Messenger
  readonly #numberListeners: ((number: NumberFacts) => void)[] = []
  readonly #linkListeners: ((link: Link) => void)[] = []
  #live: Live | null = null
  #localUrl: string | null = null
  #lastEventAt: number | null = null
  #announced = ''
  /** Work in the background that must have ended before the database closes. */
  readonly #pending = new Set<Promise<unknown>>()

  constructor(deps: ConnectionDeps) {
    this.#deps = deps
    this.#watch = createLinkWatch({ clock: deps.clock, ask: () => this.#readNumber(), onChange: (link) => this.#linkChanged(link) })
    this.#messenger = createLiveMessenger(
      () => this.#live?.api ?? null,
      (link) => this.#watch.note(link),
    )
  }

  async begin(): Promise<void> {
    const stored = readConnection(this.#deps.vault.store.read)
    const keys = stored === null ? null : await readKeys(this.#deps.vault.secrets, stored.connectionId)
    if (stored === null || keys === null) {
      if (stored !== null) this.#deps.logger.warn('connection.keys-missing')
      return
    }
    // An address on this computer is verified once per opening, because it may be another one now.
    const fresh = wayOf(stored.receiving) === 'local' ? { ...stored, receivingVerified: false } : stored
    this.#live = { stored: fresh, keys, api: makeApi(this.#deps, fresh, keys) }
    this.#inBackground(this.#watch.check())
  }

  receiverOpened(url: string, lastEventAt: number | null): void {
    this.#localUrl = url
    this.#lastEventAt = lastEventAt
    if (this.receives() && this.#watch.current() !== 'offline')
      this.#inBackground(this.#receive(wayOf(this.#live?.stored.receiving ?? 'none') === 'local'))
    this.#announce()
  }

  api(): CloudApi | null {
    return this.#live?.api ?? null
  }

  messenger(): Messenger {
    return this.#messenger
  }

  status(): CallOutput<'connection.status'> {
    return this.#live === null ? null : this.#statusOf(this.#live)
  }

  receiving(): ReturnType<Connection['receiving']> {
    const stored = this.#live?.stored
    return {
      verifyToken: stored?.verifyToken ?? null,
      appSecrets: appSecrets(this.#live, this.#deps.clock.now()),
      phoneNumberId: stored?.phoneNumberId ?? null,
    }
  }

  catalogId(): string | null {
    return this.#live?.stored.catalogId ?? null
  }

  link(): Link {
    return this.#watch.current()
  }

  noteHandshake(): void {
    this.#deps.logger.info('connection.handshake')
  }

  noteEvent(receivedAt: number): void {
    this.#lastEventAt = receivedAt
    this.#announce()
  }

  refreshNumber(): void {
    this.#inBackground(this.#watch.check())
  }

  receives(): boolean {
    return this.#live !== null && wayOf(this.#live.stored.receiving) !== 'none' && this.#live.keys.appSecret !== null
  }

  inboundAlive(): boolean {
    return this.receives() && this.#live?.stored.receivingVerified === true && this.#watch.current() === 'online'
  }

  onNumber(listener: (number: NumberFacts) => void): void {
    this.#numberListeners.push(listener)
    const number = this.#live?.stored.number ?? readConnection(this.#deps.vault.store.read)?.number ?? null
    if (number !== null) listener(number)
  }

  onLink(listener: (link: Link) => void): void {
    this.#linkListeners.push(listener)
  }

  async stop(): Promise<void> {
    this.#watch.stop()
    const live = this.#live
    this.#live = null
    await live?.api.close()
    await Promise.all(this.#pending)
  }

  async #add(input: ParsedInput<'connection.add'>): Promise<Result<CallOutput<'connection.add'>>> {
    const before = this.#live
    const added = await addConnection(this.#deps, input, before)
    if (!added.ok) return added
    this.#live = added.value
    // Messages under way with the old key still get their answers.
    if (before !== null) this.#inBackground(before.api.retire())
    const { number } = added.value.stored
    if (number !== null) for (const listener of this.#numberListeners) listener(number)
    if (this.receives()) await this.#receive(true)
    this.#watch.note('online')
    for (const listener of this.#linkListeners) listener('online')
    this.#announce()
    return ok(this.#statusOf(this.#live ?? added.value))
  }

  async #check(): Promise<Result<CallOutput<'connection.check'>>> {
    const live = this.#live
    if (live === null) return fail('connection-missing')
    const checks = await runChecks({
      api: live.api,
      catalogId: live.stored.catalogId,
      receiving: { way: wayOf(live.stored.receiving), hasAppSecret: live.keys.appSecret !== null, ensure: () => this.#receive(false) },
      now: () => this.#deps.clock.now(),
    })
    await this.#watch.check()
    return ok({ connection: this.#statusOf(this.#live ?? live), checks })
  }

  async #readNumber(): Promise<Result<unknown>> {
    const live = this.#live
    if (live === null) return fail('connection-missing')
    const node = await live.api.number.read()
    if (node.ok && this.#isCurrent(live)) {
      const number = toNumberFacts(node.value)
      this.#deps.vault.store.write((db) => saveNumber(db, live.stored.connectionId, number))
      this.#setStored({ number })
      for (const listener of this.#numberListeners) listener(number)
    }
    return node
  }

  /** @param always sets the address without looking where events go now */
  async #receive(always: boolean): Promise<Result<void>> {
    const live = this.#live
    if (live === null) return fail('connection-missing')
    const result = await ensureReceiving(live, wantedAddress(live.stored.receiving, this.#localUrl), { always })
    if (this.#isCurrent(live)) {
      this.#deps.vault.store.write((db) => saveVerified(db, live.stored.connectionId, result.ok))
      this.#setStored({ receivingVerified: result.ok })
    }
    return result
  }

  #linkChanged(link: Link): void {
    this.#announce()
    for (const listener of this.#linkListeners) listener(link)
    // The receiver's address may have changed while Meta could not be told, or the other side forgot it.
    const isWanted = this.receives() && wantedAddress(this.#live?.stored.receiving ?? 'none', this.#localUrl) !== null
    if (link === 'online' && isWanted) this.#inBackground(this.#receive(false))
  }

  #isCurrent(live: Live): boolean {
    return this.#live?.stored.connectionId === live.stored.connectionId
  }

  #setStored(change: Partial<Live['stored']>): void {
    if (this.#live !== null) this.#live = { ...this.#live, stored: { ...this.#live.stored, ...change } }
    this.#announce()
  }

  #inBackground(work: Promise<unknown>): void {
    const watched = work.finally(() => this.#pending.delete(watched))
    this.#pending.add(watched)
  }

  #announce(): void {
    // What moves with every event or message is left out of the comparison, or the windows would never rest.
    const facts = JSON.stringify([this.#live?.stored, this.#watch.current(), this.#localUrl, Math.floor((this.#lastEventAt ?? 0) / 60_000)])
    if (facts === this.#announced) return
    this.#announced = facts
    this.#deps.announcer.announce('connection.changed', this.status())
  }

  #statusOf({ stored }: Live): CallOutput<'connection.add'> {
    return {
      connectionId: stored.connectionId,
      kind: stored.kind,
      baseUrl: baseUrlNow(this.#deps, stored),
      apiVersion: stored.apiVersion,
      wabaId: stored.wabaId,
      phoneNumberId: stored.phoneNumberId,
      catalogId: stored.catalogId,
      tokenLast4: stored.tokenLast4,
      hasAppSecret: stored.hasAppSecret,
      number: stored.number,
      link: this.#watch.current(),
      receiving: {
        way: wayOf(stored.receiving),
        localUrl: this.#localUrl,
        verified: stored.receivingVerified,
        lastEventAt: this.#lastEventAt as TimestampMs | null,
      },
      peopleLast24h: this.#deps.peopleLast24h(),
    }
  }
}

/** The secret in use, and the one before while Meta may still sign with it. */
function appSecrets(live: Live | null, now: number): string[] {
  const earlier = live?.keys.earlierAppSecret ?? null
  return [live?.keys.appSecret ?? null, earlier !== null && earlier.until > now ? earlier.secret : null].filter((secret) => secret !== null)
}
