import { systemPreferences } from 'electron'

/** Opens with a press on Record and shuts by itself: nothing of the page may listen at any other time. */
export class MicrophoneGate {
  readonly #now: () => number
  #openUntil = 0

  /** @param now milliseconds that never step back */
  constructor(now: () => number) {
    this.#now = now
  }

  get isOpen(): boolean {
    return this.#now() < this.#openUntil
  }

  /** Lets one recording begin within the next seconds; answers whether the system lets us listen at all. */
  async open(): Promise<boolean> {
    // Only macOS asks people itself; elsewhere a refusal shows when the recording begins.
    if (process.platform === 'darwin' && !(await systemPreferences.askForMediaAccess('microphone'))) return false
    this.#openUntil = this.#now() + OPEN_MS
    return true
  }

  shut(): void {
    this.#openUntil = 0
  }
}

/** Long enough to begin, far too short to forget. */
const OPEN_MS = 15_000
