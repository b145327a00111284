/** Words that Meta's review often takes for bait, with what may stand instead; a suggestion, never a promise. */
export type RiskyWord = { readonly word: string; readonly instead: string }

const english: readonly RiskyWord[] = [
  { word: 'guaranteed', instead: 'selected' },
  { word: 'guarantee', instead: 'care about' },
  { word: '100%', instead: 'fully' },
  { word: 'lowest price', instead: 'good price' },
  { word: 'best price', instead: 'good price' },
  { word: 'cheapest', instead: 'good value' },
  { word: 'risk-free', instead: 'easy' },
  { word: 'risk free', instead: 'easy' },
  { word: 'for free', instead: 'on us' },
  { word: 'free gift', instead: 'gift' },
  { word: 'free money', instead: 'credit' },
  { word: 'act now', instead: 'order today' },
  { word: 'click here', instead: 'have a look' },
  { word: 'urgent', instead: 'today' },
  { word: 'you have won', instead: 'you can have' },
  { word: 'winner', instead: 'guest' },
  { word: 'miracle', instead: 'favourite' },
  { word: 'earn money', instead: 'save' },
]

const traditional: readonly RiskyWord[] = [
  { word: '保證', instead: '精選' },
  { word: '100%', instead: '安心' },
  { word: '百分之百', instead: '安心' },
  { word: '最低價', instead: '優惠價' },
  { word: '全網最低', instead: '優惠' },
  { word: '最便宜', instead: '划算' },
  { word: '免費', instead: '贈送' },
  { word: '絕對', instead: '特別' },
  { word: '中獎', instead: '回饋' },
  { word: '立即點擊', instead: '看看' },
  { word: '點此領取', instead: '了解更多' },
  { word: '穩賺', instead: '實惠' },
  { word: '神效', instead: '人氣' },
]

const simplified: readonly RiskyWord[] = [
  { word: '保证', instead: '精选' },
  { word: '100%', instead: '安心' },
  { word: '百分之百', instead: '安心' },
  { word: '最低价', instead: '优惠价' },
  { word: '全网最低', instead: '优惠' },
  { word: '最便宜', instead: '划算' },
  { word: '免费', instead: '赠送' },
  { word: '绝对', instead: '特别' },
  { word: '中奖', instead: '回馈' },
  { word: '立即点击', instead: '看看' },
  { word: '点此领取', instead: '了解更多' },
  { word: '稳赚', instead: '实惠' },
  { word: '神效', instead: '人气' },
]

/** The list for a language; Chinese as written in Hong Kong shares that of Taiwan. Other languages have none yet. */
export function riskyWordsOf(language: string): readonly RiskyWord[] {
  if (language === 'zh_CN') return simplified
  if (language.startsWith('zh')) return traditional
  return language.startsWith('en') ? english : []
}

const offerWords: Readonly<Record<'en' | 'zh', RegExp>> = {
  en: /\b(?:sale|discounts?|coupons?|vouchers?|offers?|promo(?:tion)?s?|deals?|bargains?|free|save|gifts?|new arrivals?|shop now|buy now|buy one|order now|\d+ ?% off)\b/giu,
  zh: /優惠|优惠|折扣|[\d一二三四五六七八九] ?折|特價|特价|促銷|促销|限時|限时|買一送一|买一送一|贈品|赠品|抽獎|抽奖|新品上市|立即購買|立即购买|滿額|满减|滿減|回饋|回馈|優惠碼|优惠码/gu,
}

/** Words that make a notice read like an offer. */
export const offerWordsOf = (language: string): RegExp | null =>
  language.startsWith('zh') ? offerWords.zh : language.startsWith('en') ? offerWords.en : null

/** Hosts that hide where a link goes. */
export const shorteners = [
  'bit.ly',
  'tinyurl.com',
  'goo.gl',
  't.co',
  'is.gd',
  'ow.ly',
  'buff.ly',
  'rebrand.ly',
  'cutt.ly',
  'shorturl.at',
  'reurl.cc',
  'lihi.cc',
  'lihi1.com',
  'pse.is',
  'ppt.cc',
  'supr.link',
  't.cn',
  'url.cn',
  'dwz.cn',
  'suo.im',
]

/** WhatsApp's own links; in a button they are refused by the shared rules. */
export const whatsappHosts = ['wa.me', 'api.whatsapp.com', 'chat.whatsapp.com', 'whatsapp.com', 'wa.link']
