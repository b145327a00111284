/** One thing that became of a message. */
export type MessageStep = { readonly status: 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'; readonly atMs: number }

/** A message of the shop as Meta's analytics and history remember it. Times are of the simulated clock. */
export type MessageRecord = {
  readonly wamid: string
  /** Its id in message_history. */
  readonly historyId: string
  readonly person: string
  readonly templateId: string | null
  readonly category: string
  readonly sentAtMs: number
  readonly steps: MessageStep[]
  /** Buttons that the person tapped. */
  readonly clicks: { readonly type: string; readonly content: string; readonly atMs: number }[]
}

const KEPT = 50_000
const FIRST_HISTORY_ID = 810_000_000_000_000

/** Remembers the latest messages: what template analytics, pricing analytics and message history tell. */
export class MessageBook {
  readonly #records = new Map<string, MessageRecord>()
  #count = 0
  #untold = 0

  /** Messages of which nothing has become since they were accepted. */
  get untold(): number {
    return this.#untold
  }

  /** Notes a message that was accepted. */
  add(message: Omit<MessageRecord, 'steps' | 'clicks' | 'historyId'>): void {
    this.#count += 1
    this.#untold += 1
    const historyId = String(FIRST_HISTORY_ID + this.#count)
    this.#records.set(message.wamid, { ...message, historyId, steps: [{ status: 'accepted', atMs: message.sentAtMs }], clicks: [] })
    if (this.#records.size <= KEPT) return
    const [oldest] = this.#records.values()
    if (oldest === undefined) return
    if (oldest.steps.length === 1) this.#untold -= 1
    this.#records.delete(oldest.wamid)
  }

  /** Notes what became of it; a message that is not remembered is left alone. */
  step(wamid: string, step: MessageStep): void {
    const record = this.#records.get(wamid)
    if (record === undefined) return
    if (record.steps.length === 1) this.#untold -= 1
    record.steps.push(step)
  }

  /** Notes a tap on a button. */
  click(wamid: string, click: { readonly type: string; readonly content: string; readonly atMs: number }): void {
    this.#records.get(wamid)?.clicks.push(click)
  }

  find(wamid: string): MessageRecord | undefined {
    return this.#records.get(wamid)
  }

  /** Says whether the id is that of a remembered message in message_history. */
  hasHistory(id: string): boolean {
    const place = Number(id) - FIRST_HISTORY_ID
    return Number.isInteger(place) && place > this.#count - this.#records.size && place <= this.#count
  }

  /** All that are remembered, newest first. */
  all(): readonly MessageRecord[] {
    return [...this.#records.values()].toReversed()
  }
}
