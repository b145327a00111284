import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { World } from '../../../behaviour/world.ts'
import { announceCategory, setStatus } from './life.ts'

/** How long the reviewer takes; Meta's often takes minutes. */
const reviewMs = { instant: 1_000, demo: 5_000, real: 300_000 } as const

/** What the reviewer decided. */
export type Verdict =
  | { readonly kind: 'approve'; readonly correctCategory: string | null }
  | {
      readonly kind: 'refuse'
      readonly reason: string
      readonly advice: { readonly reason: string; readonly recommendation: string } | null
    }

type Rule = {
  readonly words: RegExp
  readonly reason: string
  readonly advice: { readonly reason: string; readonly recommendation: string } | null
}

/** What the played reviewer refuses, first match first. Meta's own rules are not published as words. */
const refusals: readonly Rule[] = [
  {
    words: /免費大獎|free jackpot|！{3,}|!{3,}/i,
    reason: 'INVALID_FORMAT',
    advice: {
      reason: 'The text promises a prize or shouts',
      recommendation: 'Say plainly what the customer gets, and use one exclamation mark at most',
    },
  },
  { words: /信用卡號|card number|身分證字號|passport number/i, reason: 'SCAM', advice: null },
  { words: /去死|idiot/i, reason: 'ABUSIVE_CONTENT', advice: null },
  { words: /guaranteed|保證獲利/i, reason: 'PROMOTIONAL', advice: null },
  { words: /回覆即可抽|lottery/i, reason: 'TAG_CONTENT_MISMATCH', advice: null },
]

/** Words by which a utility text is taken for an offer. */
const offerWords = /\d+ ?%|% ?off|discount|\bsale\b|coupon|voucher|折扣|優惠|特價|打折|折價|desconto|promo/i

/** Plans the review of a new or edited template. */
export function planReview(world: World, template: TemplateNode): void {
  const { templates, switches } = world.management
  if (switches.review === 'manual') return
  templates.record(template).planned = world.clock.schedule(reviewMs[world.tempo], () => decide(world, template, judge(template)))
}

/** Carries a verdict out: status, webhook, and the announced category. */
export function decide(world: World, template: TemplateNode, verdict: Verdict): void {
  if (verdict.kind === 'refuse') {
    const advice = verdict.advice === null ? {} : { rejection_info: verdict.advice }
    setStatus(world, template, { event: 'REJECTED', reason: verdict.reason, ...advice })
    return
  }
  template.quality_score ??= { score: 'UNKNOWN' }
  setStatus(world, template, { event: 'APPROVED' })
  if (verdict.correctCategory !== null) announceCategory(world, template, verdict.correctCategory)
}

/** The verdict on a template, from its words alone. */
export function judge(template: TemplateNode): Verdict {
  const words = JSON.stringify(template.components)
  const rule = refusals.find((one) => one.words.test(words))
  if (rule !== undefined) return { kind: 'refuse', reason: rule.reason, advice: rule.advice }
  const isOffer = template.category === 'UTILITY' && offerWords.test(words)
  return { kind: 'approve', correctCategory: isOffer ? 'MARKETING' : null }
}

/** Category that a new template gets; parts that only offers have turn utility into marketing at once. */
export function categoryFor(asked: string, buttonTypes: readonly string[]): string {
  const hasOfferPart = buttonTypes.some((type) => ['COPY_CODE', 'CATALOG', 'MPM', 'SPM'].includes(type))
  return asked === 'UTILITY' && hasOfferPart ? 'MARKETING' : asked
}
