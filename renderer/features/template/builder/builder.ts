import type { Check, Content, Draft, DraftText } from '../types.ts'

/** What the parts of the builder share: one language of the draft in hand, and how to change it. */
export type Builder = {
  readonly draftId: Draft['draftId']
  readonly content: Content
  readonly text: DraftText
  readonly check: Check | null
  readonly change: (next: (content: Content) => Content) => void
  /** Why something can't be added now, in words; null when it can. */
  readonly whyBlocked: (what: Check['blocked'][number]['what']) => string | null
  readonly samples: Draft['samples']
  readonly addSample: (sample: Draft['samples'][number]) => void
}
