import { foldForSearch } from '../../engine/text-search/index.ts'
import { sql, type Sql, type Store } from '../../engine/store/index.ts'

const DAY = 86_400_000
const CHUNK = 50_000

/** Whole numbers in the text of a statement: as parameters they would be fractions to SQLite. */
const whole = (text: string): Sql => ({ text, params: [] })

/** A number from 0 to below `of` that looks random but is the same each time; `salt` parts one fact from another. */
const dice = (salt: number, of: number): Sql =>
  whole(`((((((((n + ${salt * 104_729}) * 2654435761) & 4294967295) >> 15) * 2246822519) & 4294967295) >> 13) % ${of})`)
const oneOf = (salt: number, words: readonly string[]): Sql =>
  sql`(json_extract(${JSON.stringify(words)}, '$[' || ${dice(salt, words.length)} || ']'))`

const SURNAMES = [...'陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐']
const GIVEN = [...'怡君雅婷志豪家宏淑芬美玲建國俊傑佳穎宗翰心怡承恩']
export const PRODUCTS = Array.from({ length: 20 }, (_, index) => `TEA-${String(index + 1).padStart(3, '0')}`)
const PHRASES = [
  '你好 請 問 有 開 到 幾 點',
  '請 問 發 票 怎 麼 開',
  '謝 謝',
  '我 要 訂 茶 兩 盒',
  'thank you',
  'is this in stock',
  '好 喝',
  '可 以 宅 配 嗎',
]

/** The ids that the measured rules ask for. */
export const IMPORT_ID = 'imp_0000000001'
export const BROADCASTS = ['brc_0000000001', 'brc_0000000002'] as const

/** Numbers from above `after` up to `upTo`, named n. */
const numbers = (after: number, upTo: number): Sql => sql`
  with recursive counted (n) as (select ${whole(String(after + 1))} union all select n + 1 from counted where n < ${whole(String(upTo))})`

type Step = (numbers: Sql, now: number) => Sql

const ago = (now: number, salt: number, days: number): Sql => sql`(${whole(String(now))} - ${dice(salt, days * 24)} * 3600000)`

const customers: Step = (from, now) => sql`
  insert into customer (seq, customer_id, phone, same_person_key, name, address_as, country, language, offers, blocked, unusable_at, last_inbound_at,
    last_message_at, last_offer_at, import_id, created_at, changed_at)
  ${from} select n, printf('cus_%012d', n), phone, phone, name, '', country, language, offers, blocked, unusable, inbound, inbound, offered, imported, joined, joined
  from (select n, iif(${dice(1, 50)} = 0, printf('+1415%07d', n % 10000000), printf('+8869%08d', n)) as phone,
    ${oneOf(2, SURNAMES)} || ${oneOf(3, GIVEN)} || ${oneOf(4, GIVEN)} as name, ${oneOf(5, ['TW', 'TW', 'TW', 'TW', 'TW', 'TW', 'TW', 'HK', 'JP', 'US'])} as country,
    ${oneOf(6, ['zh_TW', 'zh_TW', 'zh_TW', 'en', 'ja'])} as language,
    ${oneOf(7, ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'unknown', 'unknown', 'no'])} as offers, ${dice(8, 200)} = 0 as blocked,
    iif(${dice(9, 50)} = 0, ${now}, null) as unusable, iif(${dice(10, 10)} < 4, ${ago(now, 11, 400)}, null) as inbound,
    iif(${dice(12, 10)} < 5, ${ago(now, 13, 60)}, null) as offered, iif(${dice(14, 10)} < 6, ${IMPORT_ID}, null) as imported,
    ${ago(now, 15, 1000)} as joined from counted)`

/** The number in overlapping threes, as the room writes them. */
const threes = Array.from({ length: 12 }, (_, index) => `substr(c.phone, ${index + 2}, 3)`).join(" || ' ' || ")

const words: Step = (from) => sql`
  insert into customer_words (seq, words) ${from}
  select c.seq, ${oneOf(2, SURNAMES.map(foldForSearch))} || ' ' || ${oneOf(3, GIVEN.map(foldForSearch))} || ' ' || ${oneOf(4, GIVEN.map(foldForSearch))} || ' ' || ${whole(threes)} from counted join customer c on c.seq = n`

const tag =
  (salt: number, share: number, name: string): Step =>
  (from) =>
    sql`insert into customer_tag (customer_seq, tag) ${from} select n, ${name} from counted where ${dice(salt, 1000)} < ${share}`

const consents: Step = (from, now) => sql`
  insert into consent_event (customer_seq, at, recorded_at, purpose, decision, source, detail, wording, recorded_by)
  ${from} select n, ${ago(now, 20, 900)}, ${now}, 'offers', 'yes', ${oneOf(21, ['till-qr', 'paper-form', 'website', 'chat', 'order-checkbox'])}, '', '', 'owner'
  from counted where ${dice(22, 10)} < 8`

const orders: Step = (from, now) => sql`
  insert into customer_order (order_id, customer_seq, at, source, total_micros, currency, recorded_at)
  ${from} select printf('ord_%012d', n), max(1, n - ${dice(30, 3)}), ${ago(now, 31, 700)}, 'till', (100 + ${dice(32, 3000)}) * 1000000, 'TWD', ${now}
  from counted where ${dice(33, 10)} < 6`

const lines: Step = (from) => sql`
  insert into customer_order_line (order_seq, line, retailer_id, name, quantity, price_micros, customer_seq, at)
  ${from} select o.seq, 1, ${oneOf(34, PRODUCTS)}, 'Tea', 1, o.total_micros, o.customer_seq, o.at from counted join customer_order o on o.seq = n`

const dates: Step = (from) => sql`
  insert into customer_date (customer_seq, date, month, day, year)
  ${from} select n, 'birthday', 1 + ${dice(40, 12)}, 1 + ${dice(41, 28)}, null from counted where ${dice(42, 10)} < 4`

const conversations: Step = (from) => sql`
  insert into conversation (customer_seq, last_text, last_at, last_direction, last_inbound_at)
  ${from} select c.seq, 'hello', c.last_inbound_at, iif(${dice(50, 4)} = 0, 'in', 'out'), c.last_inbound_at
  from counted join customer c on c.seq = n where c.last_inbound_at is not null`

const messages: Step = (from, now) => sql`
  insert into message (message_id, customer_seq, direction, content, at, received_at, about_product)
  ${from} select printf('msg_%012d', n), n, 'in', json_object('kind', 'text', 'text', ${oneOf(60, PHRASES)}), ${ago(now, 61, 400)}, ${now},
    iif(${dice(62, 20)} = 0, ${oneOf(63, PRODUCTS)}, null) from counted where ${dice(10, 10)} < 4`

const messageWords: Step = (from) => sql`
  insert into message_words (seq, words) ${from}
  select m.seq, ${oneOf(60, PHRASES.map(foldForSearch))} from (select m.seq, m.customer_seq as n from counted join message m on m.seq = n) m`

const sends =
  (index: 0 | 1): Step =>
  (from, now) =>
    sql`
  insert into send (send_id, run_id, rkey, customer_seq, to_phone, body, body_sha256, category, market, price_micros, state, attempts, accepted_at, changed_at)
  ${from} select printf('snd_%d%012d', ${whole(String(index))}, n), ${BROADCASTS[index]}, n, n, c.phone, printf('{"to":"%s","text":"%.300c"}', c.phone, 'x'), printf('%064d', n), 'marketing',
    'TW', 500000, ${oneOf(70 + index, ['read', 'read', 'delivered', 'delivered', 'delivered', 'sent', 'failed'])}, 1, ${whole(String(now - (index + 1) * 20 * DAY))} + n, ${now}
  from counted join customer c on c.seq = n where ${dice(72 + index, 10)} < 4`

const codes: Step = (from, now) => sql`
  insert into coupon_code (coupon_seq, code, broadcast_id, customer_seq, state, uses, created_at)
  ${from} select 1, printf('T%09d', n), ${BROADCASTS[0]}, n, 'issued', ${dice(80, 5)} = 0, ${now} - ${20 * DAY} from counted where ${dice(72, 10)} < 2`

const redemptions: Step = (from, now) => sql`
  insert into redemption (redemption_id, request_id, code_seq, coupon_seq, customer_seq, broadcast_id, at, place, by_whom, currency)
  ${from} select printf('red_%d', n), printf('req_%d', n), k.seq, 1, k.customer_seq, ${BROADCASTS[0]}, ${now} - ${5 * DAY}, 'till', 'owner', 'TWD'
  from counted join coupon_code k on k.seq = n where k.uses > 0`

const steps: readonly Step[] = [
  customers,
  words,
  tag(16, 50, 'VIP'),
  tag(17, 300, '茶友'),
  tag(18, 10, 'wholesale'),
  tag(19, 1, 'complaint'),
  consents,
  orders,
  lines,
  dates,
  conversations,
  messages,
  messageWords,
  sends(0),
  sends(1),
  codes,
  redemptions,
]

/** What a sealed broadcast holds at least, so that its report can be read. */
const contentOf = (name: string): string =>
  JSON.stringify({ name, audience: { include: { kind: 'everyone' } }, template: { name: 'tea_coupon', language: 'zh_TW' } })

const frame = (now: number): readonly Sql[] => [
  sql`insert into import_run (import_id, file_name, state, counts, started_at) values (${IMPORT_ID}, 'people.csv', 'done', '{}', ${now})`,
  ...BROADCASTS.flatMap((id) => [
    sql`insert into broadcast (broadcast_id, name, content, approved, created_at, saved_at, approved_at) values (${id}, ${id}, ${contentOf(id)}, 1, ${now}, ${now}, ${now})`,
    sql`insert into run (run_id, owner, purpose, state, pace_per_second, seal_hash, created_at) values (${id}, 'broadcast', 'offer', 'finished', 80, '', ${now})`,
  ]),
  sql`insert into coupon (seq, coupon_id, name, codes, origin, created_at) values (1, 'cpn_0000000001', 'Tea', 'unique', 'generated', ${now})`,
]

/** Fills a vault with so many customers and what a busy shop knows of them; the same ones each time. */
export function fillVault(store: Store, people: number, now: number): void {
  store.write((db) => frame(now).forEach((statement) => db.run(statement)))
  for (const step of steps)
    for (let after = 0; after < people; after += CHUNK) {
      store.write((db) => db.run(step(numbers(after, Math.min(people, after + CHUNK)), now)))
    }
  store.checkpoint()
}
