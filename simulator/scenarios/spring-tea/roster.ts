import { fraction, pick } from '../../behaviour/random.ts'
import { familyNames, givenNames, namesAbroad, notes } from './names.ts'

/** The list of customers is the same for every seed; only how people behave differs. */
const ROSTER_SEED = 42

/** One invented customer with what the shop wrote down. */
export type RosterEntry = {
  readonly name: string
  readonly address: string
  readonly digits: string
  /** Meta's spelling where it differs. */
  readonly waId?: string
  readonly language: string
  readonly tags: readonly string[]
  readonly consent: { readonly answer: string; readonly source: string; readonly date: string }
  readonly birthday: string
  readonly note: string
}

const TAIWAN_COUNT = 190
const consentSources = ['店內 QR', '紙本表單', '網站', '聊天', '訂單勾選'] as const
const tagChoices: readonly (readonly string[])[] = [
  [],
  ['老客戶'],
  ['VIP', '老客戶'],
  ['新客戶'],
  ['老客戶', '團購'],
  ['VIP'],
  ['批發'],
  [],
]

/** The 236 customers whose numbers the shop knows: Taiwan first, then Malaysia, Indonesia, Brazil and the United States. */
export function makeRoster(): readonly RosterEntry[] {
  return [...taiwanese(), ...abroad()]
}

function taiwanese(): readonly RosterEntry[] {
  const used = new Set<string>(['陳美玲'])
  const first: RosterEntry = {
    ...details('陳美玲', '886912345678', 'zh-TW'),
    address: '陳小姐',
    tags: ['VIP', '老客戶'],
    consent: { answer: '是', source: '店內 QR', date: '2026/3/3' },
    note: '喜歡輕焙火',
  }
  const rest = Array.from({ length: TAIWAN_COUNT - 1 }, (_, index) => {
    const digits = String(886_900_000_100 + index * 3)
    const [family, given, title] = freshName(used, digits)
    return { ...details(`${family}${given}`, digits, 'zh-TW'), address: addressOf(family, title, digits) }
  })
  return [first, ...rest]
}

function freshName(used: Set<string>, digits: string): readonly [string, string, string] {
  for (let turn = 0; ; turn += 1) {
    const family = pick(familyNames, ROSTER_SEED, digits, turn, 'family')
    const [given, title] = pick(givenNames, ROSTER_SEED, digits, turn, 'given')
    if (used.has(family + given)) continue
    used.add(family + given)
    return [family, given, title]
  }
}

/** Some people have no way of address on record, so that fallbacks are met. */
function addressOf(family: string, title: string, digits: string): string {
  const number = fraction(ROSTER_SEED, digits, 'address')
  if (number < 0.1) return ''
  return number < 0.15 ? `${family}老師` : `${family}${title}`
}

function abroad(): readonly RosterEntry[] {
  const pad = (index: number): string => String(index + 1).padStart(2, '0')
  return [
    ...namesAbroad.malaysia.map((name, index) => named(name, `6012000${pad(index)}${pad(index * 3)}`, index % 3 === 0 ? 'en' : 'ms')),
    ...namesAbroad.indonesia.map((name, index) => named(name, `628120000${pad(index)}${pad(index * 5)}`, 'id')),
    ...namesAbroad.brazil.map((name, index) => ({
      ...named(name, `5581900000${pad(index)}${index}`, 'pt-BR'),
      // Meta leaves the ninth digit out for most; the one who writes before she was written to keeps it.
      ...(index === 0 ? {} : { waId: `558100000${pad(index)}${index}` }),
    })),
    ...namesAbroad.unitedStates.map((name, index) => named(name, `120255501${pad(index * 7)}`, 'en')),
  ]
}

function named(name: string, digits: string, language: string): RosterEntry {
  return { ...details(name, digits, language), address: fraction(ROSTER_SEED, digits, 'address') < 0.1 ? '' : (name.split(' ')[0] ?? name) }
}

function details(name: string, digits: string, language: string): RosterEntry {
  const birthMonth = 1 + Math.floor(12 * fraction(ROSTER_SEED, digits, 'month'))
  const birthDay = 1 + Math.floor(28 * fraction(ROSTER_SEED, digits, 'day'))
  return {
    name,
    address: '',
    digits,
    language,
    tags: pick(tagChoices, ROSTER_SEED, digits, 'tags'),
    consent: consentOf(digits),
    birthday: fraction(ROSTER_SEED, digits, 'birthday') < 0.4 ? `${birthMonth}/${birthDay}` : '',
    note: fraction(ROSTER_SEED, digits, 'note') < 0.12 ? pick(notes, ROSTER_SEED, digits, 'which note') : '',
  }
}

function consentOf(digits: string): RosterEntry['consent'] {
  const number = fraction(ROSTER_SEED, digits, 'consent')
  if (number < 0.14) return { answer: '', source: '', date: '' }
  if (number < 0.2) return { answer: '否', source: '', date: '' }
  const month = 1 + Math.floor(10 * fraction(ROSTER_SEED, digits, 'consent month'))
  const day = 1 + Math.floor(28 * fraction(ROSTER_SEED, digits, 'consent day'))
  const isPadded = fraction(ROSTER_SEED, digits, 'date form') < 0.5
  const pad = (part: number): string => String(part).padStart(2, '0')
  return {
    answer: '是',
    source: pick(consentSources, ROSTER_SEED, digits, 'consent source'),
    date: isPadded ? `2026-${pad(month)}-${pad(day)}` : `2026/${month}/${day}`,
  }
}
