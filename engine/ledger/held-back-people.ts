/**
 * When Meta last held an offer back from whom, kept beside the rows: asked for each message, and nearly always without an
 * answer.
 */
export class HeldBackPeople {
  readonly #at = new Map<number, number>()

  /** Forgets everybody and takes these. */
  reload(people: readonly { readonly customerSeq: number; readonly at: number }[]): void {
    this.#at.clear()
    for (const { customerSeq, at } of people) this.note(customerSeq, at)
  }

  /** Ms since epoch; null when Meta held nothing back within the last day or so. */
  at(customerSeq: number): number | null {
    return this.#at.get(customerSeq) ?? null
  }

  note(customerSeq: number, at: number): void {
    this.#at.set(customerSeq, Math.max(at, this.at(customerSeq) ?? at))
  }

  /** It arrived after all. */
  forget(customerSeq: number): void {
    this.#at.delete(customerSeq)
  }
}
