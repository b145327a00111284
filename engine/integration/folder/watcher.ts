import { watch, type FSWatcher } from 'node:fs'
import { lstat, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError } from '../../store/index.ts'
import type { IntegrationDeps } from '../face.ts'
import { moveAway, preparePlaces, removeParts } from './places.ts'
import { isCandidate, resultName } from './rules.ts'
import { takeFile } from './take-file.ts'

/** How long a file must have stood still before it is taken for complete. */
const STILL_MS = 1_500
const SOON_MS = 2_000
/** Looked at even if the system says nothing, as on network drives. */
const LOOK_MS = 5_000
const TROUBLE_MS = 30_000

type Seen = { readonly size: number; readonly mtimeMs: number; readonly inode: number; readonly since: number }
export type WatchState = 'watching' | 'away' | 'full'

/** What may fail in ways that a test has to play: a file that another program holds. */
export type Moving = { readonly rename: typeof rename }

/** Watches one folder: takes each complete file, one after the other, and tries again whatever can't be done now. */
export class Watcher {
  readonly #deps: IntegrationDeps
  readonly #folder: string
  readonly #move: Moving
  readonly #ending = new AbortController()
  readonly #seen = new Map<string, Seen>()
  #forget: (() => void) | null = null
  #bell: FSWatcher | null = null
  #looking: Promise<void> = Promise.resolve()
  #isClean = false
  state: WatchState = 'watching'

  constructor(deps: IntegrationDeps, folder: string, move: Moving = { rename }) {
    this.#deps = deps
    this.#folder = folder
    this.#move = move
  }

  begin(): void {
    this.#again(0)
  }

  async stop(): Promise<void> {
    this.#ending.abort()
    this.#forget?.()
    this.#bell?.close()
    this.#bell = null
    await this.#looking
  }

  /** Looks once; looks never overlap. */
  look(): Promise<void> {
    const next = this.#looking.then(async () => {
      if (!this.#ending.signal.aborted) await this.#lookSafely()
    })
    this.#looking = next
    return next
  }

  #again(withinMs: number): void {
    if (this.#ending.signal.aborted) return
    this.#forget?.()
    this.#forget = this.#deps.clock.after(withinMs, () => void this.look())
  }

  async #lookSafely(): Promise<void> {
    const before = this.state
    try {
      const isFull = await this.#lookOnce()
      this.state = isFull ? 'full' : 'watching'
      this.#ring()
      this.#again(isFull ? TROUBLE_MS : this.#seen.size > 0 ? SOON_MS : LOOK_MS)
    } catch (error) {
      // Whatever the folder or the vault can't do now is tried again; files stay where they are.
      this.state = error instanceof StoreError || isFullDisk(error) ? 'full' : 'away'
      this.#bell?.close()
      this.#bell = null
      this.#isClean = false
      this.#deps.logger.warn('integration.folder-trouble', { state: this.state, code: codeOf(error) })
      this.#again(this.state === 'full' ? TROUBLE_MS : LOOK_MS)
    }
    if (before !== this.state) this.#announce()
  }

  /** Whether something waits for space. */
  async #lookOnce(): Promise<boolean> {
    // A folder that is away must not be made anew: a drive that comes back later would hide it.
    await lstat(this.#folder)
    if (!(await preparePlaces(this.#folder))) throw Object.assign(new Error('a part of the folder leads elsewhere'), { code: 'ELOOP' })
    if (!this.#isClean) await removeParts(this.#folder)
    this.#isClean = true
    await this.#claim()
    let isFull = false
    for (const name of (await readdir(join(this.#folder, 'working'))).toSorted()) {
      if (this.#ending.signal.aborted) return isFull
      if (isCandidate(name)) isFull = (await this.#take(name)) || isFull
    }
    return isFull
  }

  /** Moves complete files to the place of work; links and folders are let lie. */
  async #claim(): Promise<void> {
    const names = new Set(
      (await readdir(this.#folder, { withFileTypes: true }))
        .filter((entry) => entry.isFile() && isCandidate(entry.name))
        .map(({ name }) => name),
    )
    for (const name of this.#seen.keys()) if (!names.has(name)) this.#seen.delete(name)
    for (const name of names) if (await this.#isStill(name)) await this.#moveToWork(name)
  }

  async #isStill(name: string): Promise<boolean> {
    const facts = await lstat(join(this.#folder, name)).catch(() => null)
    // An empty file is one that somebody is about to write.
    if (facts?.isFile() !== true || facts.size === 0) return false
    const now = this.#deps.clock.monotonic()
    const seen = this.#seen.get(name)
    if (seen !== undefined && seen.size === facts.size && seen.mtimeMs === facts.mtimeMs && seen.inode === facts.ino)
      return now - seen.since >= STILL_MS
    this.#seen.set(name, { size: facts.size, mtimeMs: facts.mtimeMs, inode: facts.ino, since: now })
    return false
  }

  async #moveToWork(name: string): Promise<void> {
    const target = join(this.#folder, 'working', name)
    // One of that name is still at work: this one waits for it.
    if ((await lstat(target).catch(() => null)) !== null) return
    try {
      await this.#move.rename(join(this.#folder, name), target)
      this.#seen.delete(name)
    } catch (error) {
      // Another program holds it, or took it away; it is looked at again.
      this.#deps.logger.warn('integration.file-held', { code: codeOf(error) })
    }
  }

  async #take(name: string): Promise<boolean> {
    const path = join(this.#folder, 'working', name)
    const taken = await takeFile(
      this.#deps,
      { path, name, resultPath: join(this.#folder, 'working', resultName(name)) },
      this.#ending.signal,
    )
    if (taken.kind === 'again') return taken.isFull
    await moveAway(this.#folder, name, taken.kind)
    this.#announce()
    return false
  }

  /** The system's own bell, where it has one; the folder is looked at without it as well. */
  #ring(): void {
    if (this.#bell !== null || this.#ending.signal.aborted) return
    try {
      this.#bell = watch(this.#folder, { persistent: false }, () => this.#again(SOON_MS / 10))
      this.#bell.on('error', () => {
        this.#bell?.close()
        this.#bell = null
      })
    } catch {
      // Network drives and full tables of the system have none: looking is enough.
      this.#bell = null
    }
  }

  #announce(): void {
    this.#deps.announcer.announce('integration.changed', { part: 'folder', noticeId: null })
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
const isFullDisk = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(codeOf(error))
