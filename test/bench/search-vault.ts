import { sql, type Store } from '../../engine/store/index.ts'
import { foldForSearch, termsOf } from '../../engine/text-search/index.ts'

const CHUNK = 5_000
const COMMON =
  '的我你是了不在有人這個請問想買謝好茶可以嗎多少錢今天明天送到門市營業時間幾點開盒罐烏龍紅綠高山凍頂阿里老客戶折扣優惠券怎麼用缺貨到貨通知地址電話收件宅配超商取貨付款轉帳匯款發票統編禮盒中秋春節活動抽獎朋友推薦喜歡味道香濃淡輕焙火第一次喝回購超級讚沒問題等一下馬上來店裡面取走'
const LATIN = [
  'hello', 'oolong', 'tea', 'price', 'delivery', 'tomorrow', 'thanks', 'please', 'order', 'address', 'invoice', 'coupon', 'discount',
  'available', 'stock', 'gift', 'box', 'send', 'when', 'open', 'today', 'store', 'number', 'payment', 'transfer', 'refund', 'exchange',
  'birthday', 'festival', 'packaging', 'shipping', 'tracking',
] // prettier-ignore

/** The same numbers each time. */
function dice(seed: number): (of: number) => number {
  let state = seed >>> 0
  return (of) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * of)
  }
}

/** What customers write: mostly Chinese with a few signs used very often, now and then Latin words or a number. */
function textOf(throwDice: (of: number) => number): string {
  const signs = Array.from({ length: 4 + throwDice(18) }, () => COMMON.charAt(Math.min(throwDice(COMMON.length), throwDice(COMMON.length))))
  // Signs that are rare, so that the index has a long tail.
  if (throwDice(3) === 0) signs.push(String.fromCodePoint(0x4e00 + throwDice(12_000)))
  const latin = throwDice(3) === 0 ? [LATIN[throwDice(LATIN.length)] ?? '', LATIN[throwDice(LATIN.length)] ?? ''] : []
  if (throwDice(8) === 0) latin.push(`sku${throwDice(100_000)}`)
  return [signs.join(''), ...latin].join(' ').trim()
}

type Size = { readonly chats: number; readonly messages: number; readonly withoutWords?: boolean }

/** A vault of so many chats with so many messages, spread so that a few chats are very long; without words nothing can be looked for. */
export function fillChats(store: Store, size: Size, now: number): void {
  store.write((db) =>
    db.run(sql`
      insert into customer (seq, customer_id, phone, same_person_key, name, address_as, offers, created_at, changed_at)
      with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ${size.chats})
      select n, printf('cus_%012d', n), printf('+8869%08d', n), printf('+8869%08d', n), 'Customer ' || n, '', 'yes', ${now}, ${now} from counted`),
  )
  const throwDice = dice(42)
  for (let from = 1; from <= size.messages; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, size.messages - from + 1) }, (_, index) => {
      const text = textOf(throwDice)
      // One in fifty belongs to the first chat.
      const chat = throwDice(50) === 0 ? 1 : 1 + throwDice(size.chats)
      const words = size.withoutWords === true ? [] : termsOf(foldForSearch(text))
      return [from + index, chat, text, words.map((term) => term.text).join(' '), now - (size.messages - from - index) * 1_000]
    })
    const json = JSON.stringify(rows)
    store.write((db) => {
      db.run(sql`
        insert into message (seq, message_id, customer_seq, direction, content, at, received_at, told_state)
        select value ->> 0, printf('msg_%012d', value ->> 0), value ->> 1, iif((value ->> 0) % 2, 'in', 'out'),
          json_object('kind', 'text', 'text', value ->> 2), value ->> 4, value ->> 4, iif((value ->> 0) % 2, null, 'read') from json_each(${json})`)
      if (size.withoutWords !== true)
        db.run(sql`insert into message_words (seq, words) select value ->> 0, value ->> 3 from json_each(${json})`)
    })
  }
  store.checkpoint()
}
