import { formatDate, formatMoney, type Words } from '../../../i18n/index.ts'
import type { Review } from './use-review.ts'

type Issue = Review['issues'][number]
type Value = Issue['params'][string] | undefined

type Wording = (issue: Issue, words: Words) => string

/** Issues whose words hold amounts or times, or depend on why. */
const wordings: Partial<Readonly<Record<Issue['code'], Wording>>> = {
  'quiet-now': ({ params }, words) =>
    words.t('broadcast.issue.quiet-now', { from: hourOf(params['fromHour'], words), to: hourOf(params['toHour'], words) }),
  budget: (issue, words) => budgetWords(issue, words),
  'month-budget': (issue, words) => budgetWords(issue, words),
  'too-late': (issue, words) => tooLateWords(issue, words),
  'coupon-missing': ({ params }, { t }) =>
    t(params['reason'] === 'ended' ? 'broadcast.issue.couponEnded' : 'broadcast.issue.coupon-missing'),
  'header-missing': ({ params: { card } }, { t }) =>
    card === undefined ? t('broadcast.issue.header-missing') : t('broadcast.issue.cardMissing', { card }),
  'offer-end': ({ params }, { t }) => t(params['reason'] === 'past' ? 'broadcast.issue.offerPast' : 'broadcast.issue.offer-end'),
  'product-missing': ({ params: { product } }, { t }) =>
    product === undefined ? t('broadcast.issue.productNone') : t('broadcast.issue.product-missing', { product }),
}

/** What an issue says, with its amounts and times as the reader writes them. */
export function issueWords(issue: Issue, words: Words): string {
  return wordings[issue.code]?.(issue, words) ?? words.t(`broadcast.issue.${issue.code}`, issue.params)
}

const hourOf = (value: Value, { locale }: Words): string =>
  formatDate(Date.UTC(2026, 0, 1, Number(value ?? 0)), 'time', { locale, timeZone: 'UTC' })

/** The month's issue names what it would come to with this broadcast. */
function budgetWords({ code, params }: Issue, { t, locale }: Words): string {
  const money = (micros: number): string => formatMoney(micros, String(params['currency'] ?? 'USD'), { locale })
  const cost = Number(params['totalMicros'] ?? 0)
  const total = money(code === 'month-budget' ? cost + Number(params['spentMicros'] ?? 0) : cost)
  const budget = money(Number(params['budgetMicros'] ?? 0))
  return t(code === 'month-budget' ? 'broadcast.issue.month-budget' : 'broadcast.issue.budget', { total, budget })
}

function tooLateWords({ level, params }: Issue, { t, locale, timeZone }: Words): string {
  const latest = formatDate(Number(params['latestAt'] ?? 0), 'date-time', { locale, timeZone })
  return t(level === 'stop' ? 'broadcast.issue.tooLatePast' : 'broadcast.issue.too-late', { latest })
}

/** Which other broadcasts these people wait in, e.g. "Autumn tea: 5 people". */
export const restingEach = ({ broadcasts }: Review['restingSoon'], { t, list }: Words): string =>
  list(broadcasts.map(({ name, people }) => t('broadcast.issue.restingEach', { name, people })))

/** How many people would have got how many offers, e.g. "5 people get 3 and 1 person gets 4". */
export const offersEach = (manyOffers: Review['manyOffers'], { t, list }: Words): string =>
  list(manyOffers.map(({ people, offers }) => t('broadcast.issue.manyEach', { people, offers })))
