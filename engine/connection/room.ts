import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { CloudApi, Messenger } from '../cloud-api/index.ts'
import { addConnection } from './add.ts'
import { ConnectionCore } from './core.ts'
import type { Connection, ConnectionDeps, Neighbours } from './face.ts'
import type { Forbidden, Wish } from './health/forbidden.ts'
import { DAY_MS, type Notice } from './health/notice.ts'
import { noticesNow } from './health/show.ts'
import { LiveTesting } from './live-test.ts'
import { baseUrlNow, createLiveMessenger, type Live } from './live.ts'
import { wayOf } from './receiving.ts'
import { connectionHandlers } from './router.ts'
import type { Link, NumberFacts } from './rules.ts'

type Status = CallOutput<'connection.add'>

const REFRESH_DELAY_MS = 500

/** The connection of an open vault, as the other rooms and the calls see it. */
export class ConnectionRoom implements Connection {
  readonly handlers
  readonly #core: ConnectionCore
  readonly #liveTest: LiveTesting
  readonly #messenger: Messenger
  #announced = ''
  #forgetAlarm: () => void = () => undefined
  #forgetRefresh: () => void = () => undefined
  #isRefreshPlanned = false

  constructor(deps: ConnectionDeps) {
    this.#core = new ConnectionCore(deps)
    this.#core.onChange = () => this.#announce()
    this.#liveTest = new LiveTesting(this.#core)
    this.#messenger = createLiveMessenger(
      () => this.#core.live?.api ?? null,
      (link) => this.#core.watch.note(link),
    )
    this.handlers = connectionHandlers(this.#core, {
      liveTest: this.#liveTest,
      add: (input) => this.#add(input),
      status: () => this.status(),
    })
  }

  meet(neighbours: Neighbours): void {
    this.#core.meet(neighbours)
    this.#liveTest.meet()
  }

  async begin(): Promise<void> {
    await this.#core.begin()
    this.#setAlarm()
  }

  receiverOpened(url: string, lastEventAt: number | null): void {
    const core = this.#core
    core.localUrl = url
    core.lastEventAt = lastEventAt
    if (core.receives() && core.watch.current() !== 'offline')
      core.inBackground(core.receive(wayOf(core.live?.stored.receiving ?? 'none') === 'local'))
    this.#announce()
  }

  api(): CloudApi | null {
    return this.#core.live?.api ?? null
  }

  messenger(): Messenger {
    return this.#messenger
  }

  status(): Status | null {
    return this.#core.live === null ? null : this.#statusOf(this.#core.live)
  }

  receiving(): ReturnType<Connection['receiving']> {
    const live = this.#core.live
    return {
      verifyToken: live?.stored.verifyToken ?? null,
      appSecrets: appSecrets(live, this.#core.deps.clock.now()),
      phoneNumberId: live?.stored.phoneNumberId ?? null,
    }
  }

  catalogId(): string | null {
    return this.#core.live?.stored.catalogId ?? null
  }

  marketingEndpoint(): boolean {
    return this.#core.live?.stored.marketingEndpoint ?? false
  }

  link(): Link {
    return this.#core.watch.current()
  }

  noteHandshake(): void {
    this.#core.lastHandshakeAt = this.#core.deps.clock.monotonic()
    this.#core.deps.logger.info('connection.handshake')
  }

  noteEvent(receivedAt: number): void {
    const isSameMinute = minuteOf(this.#core.lastEventAt) === minuteOf(receivedAt)
    this.#core.lastEventAt = receivedAt
    if (!isSameMinute) this.#announce()
  }

  forbidden(wish: Wish): Forbidden | null {
    return this.#core.forbidden(wish)
  }

  accountTold(): void {
    this.#core.newsCame()
    // Events about the account come several at a time, and Meta counts the questions of an hour.
    if (this.#isRefreshPlanned) return
    this.#isRefreshPlanned = true
    const forget = this.#core.deps.clock.after(REFRESH_DELAY_MS, () => {
      this.#isRefreshPlanned = false
      this.#core.inBackground(this.#core.watch.check())
      if (this.#core.live !== null) this.#core.inBackground(this.#core.readFacts())
    })
    this.#forgetRefresh = forget
  }

  receives(): boolean {
    return this.#core.receives()
  }

  inboundAlive(): boolean {
    return this.receives() && this.#core.live?.stored.receivingVerified === true && this.link() === 'online'
  }

  onNumber(listener: (number: NumberFacts) => void): void {
    this.#core.onNumber(listener)
  }

  onLink(listener: (link: Link) => void): void {
    this.#core.onLink(listener)
  }

  onConnected(listener: () => Promise<void>): void {
    this.#core.onConnected(listener)
  }

  async stop(): Promise<void> {
    this.#forgetAlarm()
    this.#forgetRefresh()
    await this.#core.stop()
  }

  async #add(input: ParsedInput<'connection.add'>): Promise<Result<Status>> {
    const added = await addConnection(this.#core.deps, input, this.#core.live)
    if (!added.ok) return added
    this.#core.put(added.value)
    if (this.#core.receives()) await this.#core.receive(true)
    const status = this.status()
    return status === null ? fail('connection-missing') : ok(status)
  }

  /** Once a day what is near its end comes nearer, even when nothing else happens. */
  #setAlarm(): void {
    this.#forgetAlarm = this.#core.deps.clock.after(DAY_MS, () => {
      this.#setAlarm()
      if (this.#core.live !== null) this.#core.inBackground(this.#core.readFacts())
      this.#announce()
    })
  }

  #announce(): void {
    const core = this.#core
    const stored = core.live?.stored
    // What moves with every event or message is left out of the comparison, or the windows would never rest.
    const facts = JSON.stringify([stored, this.link(), core.localUrl, minuteOf(core.lastEventAt), framed(noticesNow(core))])
    if (facts === this.#announced) return
    this.#announced = facts
    core.deps.announcer.announce('connection.changed', this.status())
  }

  #statusOf({ stored }: Live): Status {
    const { localUrl, lastEventAt, deps } = this.#core
    return {
      connectionId: stored.connectionId,
      kind: stored.kind,
      baseUrl: baseUrlNow(deps, stored),
      apiVersion: stored.apiVersion,
      wabaId: stored.wabaId,
      phoneNumberId: stored.phoneNumberId,
      catalogId: stored.catalogId,
      tokenLast4: stored.tokenLast4,
      hasAppSecret: stored.hasAppSecret,
      number: stored.number,
      link: this.link(),
      receiving: {
        way: wayOf(stored.receiving),
        level: stored.receivingLevel,
        localUrl,
        verified: stored.receivingVerified,
        lastEventAt: lastEventAt as TimestampMs | null,
      },
      peopleLast24h: deps.peopleLast24h(),
      notices: framed(noticesNow(this.#core)),
      marketingEndpoint: stored.marketingEndpoint,
    }
  }
}

const minuteOf = (at: number | null): number => Math.floor((at ?? 0) / 60_000)

/** What the window's frame tells; the rest stands on the number page. */
const framed = (notices: readonly Notice[]): Notice[] => notices.filter(({ level }) => level !== 'info')

/** The secret in use, and the one before while Meta may still sign with it. */
function appSecrets(live: Live | null, now: number): string[] {
  const earlier = live?.keys.earlierAppSecret ?? null
  return [live?.keys.appSecret ?? null, earlier !== null && earlier.until > now ? earlier.secret : null].filter((secret) => secret !== null)
}
