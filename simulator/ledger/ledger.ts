import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'

/** How many lines stay readable over HTTP; the file keeps all. */
const KEPT_IN_MEMORY = 20_000

/** What the ledger says of one request to the messages edge. */
export type LedgerFacts = {
  readonly kind: 'accepted' | 'refused'
  /** The sender's own id of the attempt, from biz_opaque_callback_data. */
  readonly opaque: string | null
  /** Number or user id as it was written. */
  readonly to: string | null
  /** Who that is: digits or username. */
  readonly person: string | null
  readonly type: string | null
  readonly template: string | null
  readonly wamid: string | null
  /** Meta's error code, for refused requests that got one. */
  readonly code: number | null
  readonly fault: string | null
  readonly isReusedSocket: boolean
  readonly body: string
}

/** One line of the ledger. */
export type LedgerLine = LedgerFacts & {
  readonly seq: number
  /** Real arrival time in ms since 1970. */
  readonly atMs: number
  /** Monotonic arrival time in ns; comparable between processes of one computer on Linux. */
  readonly hrtimeNs: string
  /** Simulated time in ms since 1970. */
  readonly clockMs: number
  readonly bodySha256: string
}

/** When a request arrived. */
export type Arrival = { readonly atMs: number; readonly hrtimeNs: string; readonly clockMs: number }

/** Append-only record of every request to the messages edge, in a file of JSON lines and for a while in memory. */
export class Ledger {
  readonly #fd: number | null
  #lines: LedgerLine[] = []
  #seq = 0
  #accepted = 0

  /** Opens the file for appending, readable by its owner alone; null keeps lines in memory only. */
  constructor(file: string | null) {
    this.#fd = file === null ? null : openSync(file, 'a', 0o600)
  }

  /** Number of accepted messages. */
  get accepted(): number {
    return this.#accepted
  }

  /** Number of requests that were not accepted. */
  get refused(): number {
    return this.#seq - this.#accepted
  }

  /** Writes one line before anybody gets an answer; the line is in the file when this returns. */
  append(facts: LedgerFacts, arrival: Arrival): LedgerLine {
    this.#seq += 1
    if (facts.kind === 'accepted') this.#accepted += 1
    const bodySha256 = createHash('sha256').update(facts.body).digest('hex')
    const line: LedgerLine = { seq: this.#seq, ...arrival, ...facts, bodySha256 }
    if (this.#fd !== null) writeSync(this.#fd, `${JSON.stringify(line)}\n`)
    this.#lines.push(line)
    if (this.#lines.length > 2 * KEPT_IN_MEMORY) this.#lines = this.#lines.slice(-KEPT_IN_MEMORY)
    return line
  }

  /** Lines after the given number, at most `limit`, oldest first. */
  after(seq: number, limit: number): readonly LedgerLine[] {
    const firstSeq = this.#lines[0]?.seq ?? 1
    const start = Math.max(0, seq + 1 - firstSeq)
    return this.#lines.slice(start, start + limit)
  }

  /** Closes the file. */
  close(): void {
    if (this.#fd !== null) closeSync(this.#fd)
  }
}
