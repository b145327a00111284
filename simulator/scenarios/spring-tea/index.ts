import type { ScenarioPerson } from '../../behaviour/people.ts'
import { type Temper, languageOf, livelyTemper } from '../../behaviour/temper.ts'
import type { Scenario, StoryStep } from '../scenario.ts'
import { writeCustomerList } from './customer-list.ts'
import { writePastOrders } from './past-orders.ts'
import { springTeaProducts } from './products.ts'
import { type RosterEntry, makeRoster } from './roster.ts'
import { springTeaTemplates } from './templates.ts'

const HOURS_MS = 3_600_000

/** People of the story always answer, so that the first steps of a newcomer work. */
const friendly = { isOnWhatsapp: true, isPhoneOff: false, isHeldBack: false, reads: true, isTalkative: true } as const

const storyTempers: Readonly<Record<string, Temper>> = {
  '886912345678': { ...friendly, reaction: 'tap-button', language: 'zh_TW' },
  '5581900000010': { ...friendly, reaction: 'write', language: 'pt_BR' },
  '6281200000101': { ...friendly, reaction: 'silent', language: 'id' },
  '60120000101': { ...friendly, reaction: 'ask-product', language: 'en' },
}

/** People who show only a username; they are on no list and write in. */
const usernamePeople: readonly ScenarioPerson[] = [
  { name: 'Lucky Tea', digits: null, username: '@lucky_tea', temper: { ...friendly, reaction: 'silent', language: 'en' } },
  { name: '小茶友', digits: null, username: '@chayou.88', temper: { ...friendly, reaction: 'silent', language: 'zh_TW' } },
  { name: 'Noor', digits: null, username: '@noor_my', temper: { ...friendly, reaction: 'silent', language: 'ms' } },
  { name: 'Bia', digits: null, username: '@bia.cha', temper: { ...friendly, reaction: 'silent', language: 'pt_BR' } },
]

const story: readonly StoryStep[] = [
  { afterMs: 1_500, from: '886912345678', text: '您好，還有凍頂烏龍嗎？' },
  { afterMs: 3_000, from: '6281200000101', text: 'Pesanan saya sudah dikirim?', writtenAgoMs: 25 * HOURS_MS },
  { afterMs: 4_500, from: '@lucky_tea', text: 'Hi! Do you ship to Singapore?' },
  { afterMs: 6_000, from: '886912345678', text: '想買兩罐' },
  { afterMs: 7_500, from: '5581900000010', text: 'Quero dois kits de presente', writtenAgoMs: 22 * HOURS_MS },
  { afterMs: 9_000, from: '60120000101', text: 'Is this one good for cold brew?', productRetailerId: 'TEA-014' },
]

function personOf(entry: RosterEntry, seed: number): ScenarioPerson {
  return {
    name: entry.name,
    digits: entry.digits,
    ...(entry.waId === undefined ? {} : { waId: entry.waId }),
    temper: storyTempers[entry.digits] ?? livelyTemper(seed, entry.digits),
  }
}

/** The demo shop: 春日茶行 in Taipei with 18 products, 240 customers and a small story. Everything is invented. */
export function createSpringTeaScenario(seed: number): Scenario {
  const roster = makeRoster()
  return {
    name: 'spring-tea',
    shop: {
      name: '春日茶行 Spring Tea',
      displayPhoneNumber: '+886 2 5550 1234',
      phoneDigits: '886255501234',
      currency: 'TWD',
      country: 'TW',
      catalogName: '春日茶行商品目錄',
      profile: {
        about: '臺灣好茶，每日 10:00-21:00',
        address: '臺北市大同區春日街 18 號',
        description: '三代茶行，自家焙茶。',
        email: 'hello@springtea.example',
      },
    },
    products: springTeaProducts,
    templates: springTeaTemplates,
    people: [...roster.map((entry) => personOf(entry, seed)), ...usernamePeople],
    strangers: { name: (digits) => `Guest ${digits.slice(-4)}`, temper: (digits) => strangerTemper(seed, digits) },
    story,
    customersCsv: () => writeCustomerList(roster),
    ordersCsv: (nowMs) => writePastOrders(roster, springTeaProducts, nowMs),
  }
}

function strangerTemper(seed: number, digits: string): Temper {
  return { ...livelyTemper(seed, digits), language: languageOf(digits) }
}
