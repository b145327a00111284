import { createHash, randomInt, randomUUID } from 'node:crypto'
import type { SimulatorClock } from './clock.ts'

const DAY_MS = 86_400_000
/** Life of what the shop uploads. @source reference part 4 */
const UPLOADED_LIFE_MS = 30 * DAY_MS
/** Life of what customers send, since 9 October 2025. @source reference part 4 */
const INBOUND_LIFE_MS = 7 * DAY_MS
/** Life of the address under which the bytes can be fetched. @source reference part 4 */
const ADDRESS_LIFE_MS = 5 * 60_000
/** Life of a resumable upload; about a day by what people see. */
const SESSION_LIFE_MS = DAY_MS

/** How fetching a file goes wrong. */
export const mediaTroubles = {
  size: 'it is said to be one byte smaller than it is',
  endless: 'its body never ends',
  slow: 'its body comes one byte a second',
  bytes: 'one of its bytes is another than the checksums say',
  swapped: 'it is another file than the event said, whole and with a checksum of its own',
  host: 'it lies at a host that is not Meta’s',
  redirect: 'its address leads on to another host',
} as const
export type MediaTrouble = keyof typeof mediaTroubles

/** One file at the simulator. */
export type MediaFile = {
  readonly id: string
  readonly mimeType: string
  readonly bytes: Uint8Array
  /** Hexadecimal, as reading it by id gives it; webhooks carry the same in base64. */
  readonly sha256Hex: string
  readonly origin: 'uploaded' | 'inbound'
  readonly sinceMs: number
  readonly trouble?: MediaTrouble | undefined
}

/** A resumable upload under way. */
export type UploadSession = {
  readonly id: string
  readonly fileName: string
  readonly mimeType: string
  readonly lengthBytes: number
  readonly sinceMs: number
  parts: Uint8Array[]
  offset: number
}

/** What a finished resumable upload is known by. */
export type UploadHandle = { readonly handle: string; readonly mimeType: string; readonly bytes: Uint8Array }

/** Every file that the shop or its customers gave to the simulator, in memory alone. */
export class MediaShelf {
  readonly #clock: SimulatorClock
  readonly #files = new Map<string, MediaFile>()
  readonly #addresses = new Map<string, { readonly id: string; readonly untilMs: number }>()
  readonly #sessions = new Map<string, UploadSession>()
  readonly #handles = new Map<string, UploadHandle>()

  constructor(clock: SimulatorClock) {
    this.#clock = clock
  }

  /** Keeps a file for 30 days (uploaded) or 7 days (inbound) of simulated time. */
  add(file: Pick<MediaFile, 'mimeType' | 'bytes' | 'origin' | 'trouble'>): MediaFile {
    const id = `9${String(randomInt(1_000_000)).padStart(6, '0')}${String(this.#files.size + 1).padStart(9, '0')}`
    const sha256Hex = createHash('sha256').update(file.bytes).digest('hex')
    const kept: MediaFile = { ...file, id, sha256Hex, sinceMs: this.#clock.nowMs() }
    this.#files.set(id, kept)
    return kept
  }

  /** The file, while it lives; null when nobody uploaded it, it was deleted, or its days are over. */
  find(id: string): MediaFile | null {
    const file = this.#files.get(id)
    if (file === undefined) return null
    const lifeMs = file.origin === 'inbound' ? INBOUND_LIFE_MS : UPLOADED_LIFE_MS
    return this.#clock.nowMs() - file.sinceMs > lifeMs ? null : file
  }

  /** Forgets a file. False when there was none. */
  remove(id: string): boolean {
    return this.find(id) !== null && this.#files.delete(id)
  }

  /** A new secret name under which the bytes can be fetched for five minutes. */
  lend(file: MediaFile): string {
    const name = randomUUID()
    this.#addresses.set(name, { id: file.id, untilMs: this.#clock.nowMs() + ADDRESS_LIFE_MS })
    return name
  }

  /** The file behind a lent name; null when the five minutes are over or the file is gone. */
  borrow(name: string): MediaFile | null {
    const address = this.#addresses.get(name)
    return address === undefined || this.#clock.nowMs() > address.untilMs ? null : this.find(address.id)
  }

  /** Opens a resumable upload. */
  openSession(wish: Pick<UploadSession, 'fileName' | 'mimeType' | 'lengthBytes'>): UploadSession {
    const id = `upload:${Buffer.from(randomUUID()).toString('base64url')}`
    const session: UploadSession = { ...wish, id, sinceMs: this.#clock.nowMs(), parts: [], offset: 0 }
    this.#sessions.set(id, session)
    return session
  }

  /** The upload under way; null when it is unknown, finished or a day old. */
  session(id: string): UploadSession | null {
    const session = this.#sessions.get(id)
    return session === undefined || this.#clock.nowMs() - session.sinceMs > SESSION_LIFE_MS ? null : session
  }

  /** Closes a whole upload and gives the handle by which templates and the profile picture name it. */
  finish(session: UploadSession): UploadHandle {
    this.#sessions.delete(session.id)
    const head = Buffer.from(session.fileName).toString('base64')
    const handle = `4:${head}:${Buffer.from(session.mimeType).toString('base64')}:${randomUUID()}`
    const finished: UploadHandle = { handle, mimeType: session.mimeType, bytes: Buffer.concat(session.parts) }
    this.#handles.set(handle, finished)
    return finished
  }

  /** The file behind a handle; null when no upload gave it. */
  fileOfHandle(handle: string): UploadHandle | null {
    return this.#handles.get(handle.trim()) ?? null
  }
}
