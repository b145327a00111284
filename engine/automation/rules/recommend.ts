import type { AutomationWork } from '#contract/ipc/automation.ts'

type Work = Extract<AutomationWork, { readonly kind: 'recommend' }>

/** What is known of a customer and of the goods. */
export type Tastes = {
  readonly tags: readonly string[]
  readonly bought: readonly string[]
  /** Bought so lately that it is not recommended again. */
  readonly lately: readonly string[]
  /** What others bought with it, best first. */
  readonly together: readonly string[]
  readonly isSold: (retailerId: string) => boolean
}

/** Goods in order: those of the rules that fit, then what others bought as well, then what is recommended to everybody. */
export function rankProducts(work: Work, tastes: Tastes): string[] {
  const fitting = work.rules.filter(
    (rule) => rule.tags.some((tag) => hasTag(tastes, tag)) || rule.bought.some((code) => tastes.bought.includes(code)),
  )
  const wanted = [...fitting.flatMap(({ retailerIds }) => retailerIds), ...tastes.together, ...work.otherwise]
  const left = new Set(tastes.lately)
  return [...new Set(wanted)].filter((code) => !left.has(code) && tastes.isSold(code)).slice(0, work.most)
}

const hasTag = ({ tags }: Tastes, wanted: string): boolean => tags.some((tag) => tag.trim().toLowerCase() === wanted.trim().toLowerCase())
