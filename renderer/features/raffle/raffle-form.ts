import type { CallInput } from '../../bridge/index.ts'
import { emptyRule, finishedRule, type Rule } from '../../group-builder/index.ts'
import { momentOf, timeOf } from '../../template-values/index.ts'
import type { Raffle } from './types.ts'

/** What a person has typed about a raffle. Days are YYYY-MM-DD and times HH:MM in the shop's time zone. */
export type RaffleForm = {
  readonly name: string
  readonly prize: string
  readonly winners: number
  readonly entry: 'keyword' | 'group'
  readonly word: string
  readonly rule: Rule
  readonly closesDay: string
  readonly closesTime: string
  readonly seedSource: string
  readonly seedDay: string
  readonly seedTime: string
  readonly isConfirmedFree: boolean
}

export const emptyForm: RaffleForm = {
  name: '',
  prize: '',
  winners: 1,
  entry: 'keyword',
  word: '',
  rule: emptyRule,
  closesDay: '',
  closesTime: '20:00',
  seedSource: '',
  seedDay: '',
  seedTime: '21:00',
  isConfirmedFree: false,
}

type Place = { readonly timeZone: string; readonly dayOf: (at: number) => string }

/** A raffle as a person changes it. */
export function formOf(raffle: Raffle, { timeZone, dayOf }: Place): RaffleForm {
  const { entry, closesAt, seedAt } = raffle
  return {
    ...emptyForm,
    name: raffle.name,
    prize: raffle.prize,
    winners: raffle.winners,
    entry: entry.kind,
    ...(entry.kind === 'keyword' ? { word: entry.word } : { rule: entry.rule }),
    ...(closesAt === null ? {} : { closesDay: dayOf(closesAt), closesTime: timeOf(closesAt, timeZone) }),
    seedSource: raffle.seedSource,
    seedDay: dayOf(seedAt),
    seedTime: timeOf(seedAt, timeZone),
    isConfirmedFree: raffle.isConfirmedFree,
  }
}

export type Problem = 'name' | 'prize' | 'word' | 'rule' | 'seedSource' | 'seedAt' | 'closesAt'

/** Fields that can not be saved as they are. */
export function problemsOf(form: RaffleForm, at: { readonly now: number; readonly timeZone: string }): ReadonlySet<Problem> {
  const seedAt = momentOf(form.seedDay, form.seedTime, at.timeZone)
  const closesAt = closesAtOf(form, at.timeZone)
  const checks: readonly (readonly [Problem, boolean])[] = [
    ['name', form.name.trim() === ''],
    ['prize', form.prize.trim() === ''],
    ['word', form.entry === 'keyword' && form.word.trim() === ''],
    ['rule', form.entry === 'group' && finishedRule(form.rule) === null],
    ['seedSource', form.seedSource.trim() === ''],
    ['seedAt', seedAt === null || seedAt <= at.now],
    ['closesAt', closesAt !== null && seedAt !== null && closesAt >= seedAt],
  ]
  return new Set(checks.filter(([, isWrong]) => isWrong).map(([problem]) => problem))
}

const closesAtOf = (form: RaffleForm, timeZone: string): number | null =>
  form.closesDay === '' ? null : momentOf(form.closesDay, form.closesTime, timeZone)

type Saved = CallInput<'raffle.save'>

/** The form as the call takes it; only for a form without problems. */
export function inputOf(
  form: RaffleForm,
  place: { readonly timeZone: string; readonly raffle: Raffle | null; readonly sentence: string },
): Saved {
  const { timeZone, raffle, sentence } = place
  const rule = finishedRule(form.rule)
  return {
    ...(raffle === null ? {} : { raffleId: raffle.raffleId }),
    name: form.name.trim(),
    prize: form.prize.trim(),
    winners: form.winners,
    entry: form.entry === 'group' && rule !== null ? { kind: 'group', rule, sentence } : { kind: 'keyword', word: form.word.trim() },
    opensAt: null,
    closesAt: closesAtOf(form, timeZone),
    seedSource: form.seedSource.trim(),
    seedAt: momentOf(form.seedDay, form.seedTime, timeZone) ?? 0,
    isConfirmedFree: form.isConfirmedFree,
  }
}
