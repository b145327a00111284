import type { CallOutput } from '../../bridge/index.ts'

type Tables = CallOutput<'shell.rescueShop'>['report']['tables']
type Kind = Tables[number]['kind']

/** What a rescue lost of one kind: how many entries for certain, and whether there may be more that nobody can count. */
export type Loss = { readonly kind: Kind; readonly lost: number; readonly isMore: boolean }

/** What is lost, kind by kind, in the order in which the kinds are first named. */
export function lossesOf(tables: Tables): Loss[] {
  const losses = new Map<Kind, Loss>()
  for (const { kind, lost } of tables) {
    const before = losses.get(kind) ?? { kind, lost: 0, isMore: false }
    losses.set(kind, { kind, lost: before.lost + (lost ?? 0), isMore: before.isMore || lost === null })
  }
  return [...losses.values()].filter(({ lost, isMore }) => lost > 0 || isMore)
}
