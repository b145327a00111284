import type { AutomationWork } from '#contract/ipc/automation.ts'
import { inList, sql, type ReadHandle } from '../store/index.ts'
import type { AutomationDeps } from './deps.ts'
import { tagsOf } from './kept/people.ts'
import { rankProducts } from './rules/recommend.ts'

type Work = Extract<AutomationWork, { readonly kind: 'recommend' }>
type Asked = { readonly work: Work; readonly customerSeq: number | null; readonly now: number }

const DAY_MS = 86_400_000
/** So many of the latest orders with the same goods are looked at for what goes together. */
const MOST_ORDERS = 2_000

/** The shop's codes of what fits a customer, best first; only goods that Meta knows. */
export function recommend(deps: Pick<AutomationDeps, 'catalog'>, db: ReadHandle, { work, customerSeq, now }: Asked): string[] {
  const bought = customerSeq === null ? [] : boughtBy(db, customerSeq)
  const codes = [...new Set(bought.map(({ retailerId }) => retailerId))]
  const since = now - work.leaveOutBoughtDays * DAY_MS
  return rankProducts(work, {
    tags: customerSeq === null ? [] : tagsOf(db, customerSeq),
    bought: codes,
    lately: work.leaveOutBoughtDays === 0 ? [] : bought.filter(({ at }) => at > since).map(({ retailerId }) => retailerId),
    together: work.alsoBought && codes.length > 0 ? boughtTogether(db, codes, customerSeq) : [],
    isSold: (retailerId) => isSold(deps, db, retailerId),
  })
}

/** Known to Meta, and not sold out. */
function isSold({ catalog }: Pick<AutomationDeps, 'catalog'>, db: ReadHandle, retailerId: string): boolean {
  const product = catalog.find(db, retailerId)
  return product !== undefined && product.availability !== 'out of stock'
}

const boughtBy = (db: ReadHandle, customerSeq: number): { readonly retailerId: string; readonly at: number }[] =>
  db.all(sql`
    select l.retailer_id as retailerId, l.at from customer_order o join customer_order_line l on l.order_seq = o.seq
    where o.customer_seq = ${customerSeq} and l.retailer_id <> '' order by l.at desc limit 200`)

/** What other customers' orders hold beside these goods, most often first. */
const boughtTogether = (db: ReadHandle, codes: readonly string[], customerSeq: number | null): string[] =>
  db
    .all<{ retailerId: string }>(sql`
      with theirs as (
        select order_seq from customer_order_line where retailer_id in ${inList(codes)} and customer_seq is not ${customerSeq} order by at desc limit ${MOST_ORDERS})
      select l.retailer_id as retailerId from theirs t join customer_order_line l on l.order_seq = t.order_seq
      where l.retailer_id <> '' and l.retailer_id not in ${inList(codes)} group by l.retailer_id order by count(*) desc, l.retailer_id limit 30`)
    .map(({ retailerId }) => retailerId)
