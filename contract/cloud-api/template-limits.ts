import { SEND_LIMITS } from './limits.ts'

/** Every number that Meta sets for templates, in one place for builder, client and simulator. @source reference part 5 */
export const TEMPLATE_LIMITS = {
  nameCharacters: 512,
  headerTextCharacters: 60,
  headerVariables: 1,
  bodyCharacters: 1024,
  /** Of a body beside a limited-time offer. */
  offerBodyCharacters: 600,
  /** Of a body beside a single-product button; Meta's own example is longer. */
  productBodyCharacters: 160,
  footerCharacters: 60,
  buttons: 10,
  buttonTextCharacters: 25,
  urlButtons: 2,
  urlCharacters: 2000,
  phoneButtons: 1,
  phoneNumberCharacters: 20,
  copyCodeButtons: 1,
  couponCodeCharacters: SEND_LIMITS.couponCodeCharacters,
  minCards: 2,
  cards: 10,
  /** Cards that a product carousel is made with; 2 to 10 are sent. */
  productCardsAtCreation: 2,
  cardBodyCharacters: 160,
  cardButtons: 2,
  offerTextCharacters: 16,
  codeExpirationMinutes: 90,
  templatesUnverified: 250,
  templatesVerified: 6000,
  creationsPerHour: 100,
  editsPer30Days: 10,
  editsPerDay: 1,
  analyticsTemplateIds: 10,
  analyticsDays: 90,
  /** Words that a text needs besides its fields: this many per field and one more; providers' experience, Meta names none. */
  wordsPerField: 2,
} as const

/** Labels that Meta fixes; another one is refused. @source reference part 5, rows CATALOG, MPM, SPM and REQUEST_CONTACT_INFO */
export const FIXED_BUTTON_LABELS = {
  CATALOG: 'View catalog',
  MPM: 'View items',
  SPM: 'View',
  REQUEST_CONTACT_INFO: 'Share Contact Info',
} as const

/** Seconds that a message may wait for its reader, by category; -1 stands for 30 days where Meta allows it. @source reference part 5, TTL */
export const TEMPLATE_TTL_SECONDS = {
  AUTHENTICATION: { min: 30, max: 900, allowsThirtyDays: true },
  UTILITY: { min: 30, max: 43_200, allowsThirtyDays: true },
  MARKETING: { min: 43_200, max: 2_592_000, allowsThirtyDays: false },
} as const

/** Codes that `language` may hold. @source reference part 5, language codes */
export const TEMPLATE_LANGUAGES = (
  'af sq ar ar_EG ar_AE ar_LB ar_MA ar_QA az be_BY bn bn_IN bg ca zh_CN zh_HK zh_TW hr cs da prs_AF nl nl_BE en en_US en_GB ' +
  'en_AE en_AU en_CA en_GH en_IE en_IN en_JM en_MY en_NZ en_QA en_SG en_UG en_ZA et fil fi fr fr_BE fr_CA fr_CH fr_CI fr_MA ' +
  'ka de de_AT de_CH el gu ha he hi hu id ga it ja kn kk rw_RW ko ky_KG lo lv lt mk ms ml mr nb ps_AF fa pl pt_BR pt_PT pa ro ' +
  'ru sr si_LK sk sl es es_AR es_CL es_CO es_CR es_DO es_EC es_ES es_HN es_MX es_PA es_PE es_UY sw sv ta te th tr uk ur uz vi zu'
).split(' ')
