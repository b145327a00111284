import type { Check, CheckName } from '../types.ts'

/** The nine checks in the order of the screen. */
export const checkNames: readonly CheckName[] = [
  'key',
  'messaging',
  'management',
  'number',
  'payment',
  'limit',
  'receiving',
  'catalog',
  'clock',
]

/** One result for each check, the newest of several, in the order of the screen. */
export function byOrder(checks: readonly Check[]): readonly Check[] {
  return checkNames.flatMap((name) => {
    const [newest] = checks.filter((check) => check.name === name).toSorted((one, other) => other.checkedAt - one.checkedAt)
    return newest === undefined ? [] : [newest]
  })
}

/** How many are ready: what works today counts, also when it needs a look. */
export const readyCount = (checks: readonly Check[]): number => checks.filter(({ state }) => state === 'ok' || state === 'warning').length
