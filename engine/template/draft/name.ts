/** Words of shops with names that can stand in a template's name, longest first when they are looked up. */
const sounds: Readonly<Record<string, string>> = {
  中秋: 'mid_autumn',
  端午: 'dragon_boat',
  農曆新年: 'lunar_new_year',
  农历新年: 'lunar_new_year',
  新年: 'new_year',
  春節: 'spring_festival',
  春节: 'spring_festival',
  聖誕: 'christmas',
  圣诞: 'christmas',
  母親節: 'mothers_day',
  母亲节: 'mothers_day',
  父親節: 'fathers_day',
  父亲节: 'fathers_day',
  情人節: 'valentine',
  情人节: 'valentine',
  週年慶: 'anniversary',
  周年庆: 'anniversary',
  雙十一: 'double_eleven',
  双十一: 'double_eleven',
  春: 'spring',
  夏: 'summer',
  秋: 'autumn',
  冬: 'winter',
  週末: 'weekend',
  周末: 'weekend',
  生日: 'birthday',
  會員: 'member',
  会员: 'member',
  新客: 'new_customer',
  老客: 'regular',
  優惠碼: 'coupon_code',
  优惠码: 'coupon_code',
  優惠券: 'coupon',
  优惠券: 'coupon',
  限時: 'limited',
  限时: 'limited',
  優惠: 'offer',
  优惠: 'offer',
  特惠: 'offer',
  特價: 'sale',
  特价: 'sale',
  折扣: 'discount',
  促銷: 'promo',
  促销: 'promo',
  新品: 'new',
  上市: 'arrival',
  到貨: 'arrival',
  到货: 'arrival',
  商品: 'products',
  產品: 'products',
  产品: 'products',
  推薦: 'picks',
  推荐: 'picks',
  精選: 'picks',
  精选: 'picks',
  輪播: 'carousel',
  轮播: 'carousel',
  訂單: 'order',
  订单: 'order',
  出貨: 'shipped',
  发货: 'shipped',
  預約: 'booking',
  预约: 'booking',
  提醒: 'reminder',
  通知: 'notice',
  付款: 'payment',
  取貨: 'pickup',
  取货: 'pickup',
  禮盒: 'gift_box',
  礼盒: 'gift_box',
  禮: 'gift',
  礼: 'gift',
  茶: 'tea',
  咖啡: 'coffee',
  蛋糕: 'cake',
  花: 'flower',
  衣: 'clothes',
  鞋: 'shoes',
  寵物: 'pet',
  宠物: 'pet',
  歡迎: 'welcome',
  欢迎: 'welcome',
  感謝: 'thanks',
  感谢: 'thanks',
  月: 'month',
  年: 'year',
}
const longestFirst = Object.keys(sounds).toSorted((one, other) => other.length - one.length)
const MOST = 60

/**
 * Makes the name that Meta wants (a–z, 0–9 and _) from a title in any script: known Chinese words are translated, what
 * has no Latin letters is left out, and then a short mark of the whole title keeps two names apart.
 * @param taken names that belong to other templates; a number makes the new one different
 */
export function nameFromTitle(title: string, taken: ReadonlySet<string> = new Set()): string {
  const words = longestFirst.reduce((text, word) => text.replaceAll(word, ` ${sounds[word] ?? ''} `), title)
  const latin = words.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  const rest = latin.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
  const isWhole = !/[^\sa-z0-9]/i.test(rest)
  const plain = latin
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, MOST)
    .replaceAll(/_+$/g, '')
  const name = [plain, isWhole && plain !== '' ? '' : mark(title)].filter((part) => part !== '').join('_')
  return unlike(name === '' ? 'template' : /^\d/.test(name) ? `t_${name}` : name, taken)
}

/** Four letters that follow from the title alone. */
function mark(title: string): string {
  if (title.trim() === '') return ''
  let sum = 2_166_136_261
  for (const letter of title) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return sum.toString(36).padStart(4, '0').slice(-4)
}

function unlike(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let count = 2
  while (taken.has(`${name}_${count}`)) count += 1
  return `${name}_${count}`
}
