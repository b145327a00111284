import { getCountryCallingCode, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

/**
 * Meta's markets by calling code, state of 1 October 2026: countries with a price of their own by their two letters,
 * the eight groups by name. The longest matching prefix decides; whatever matches none is `other`.
 * @source reference part 11, table of markets
 */
const ownPrice = {
  AR: '54',
  BR: '55',
  CL: '56',
  CO: '57',
  EG: '20',
  FR: '33',
  DE: '49',
  IN: '91',
  ID: '62',
  IL: '972',
  IT: '39',
  MY: '60',
  MX: '52',
  NL: '31',
  NG: '234',
  PK: '92',
  PE: '51',
  RU: '7',
  SA: '966',
  ZA: '27',
  ES: '34',
  TR: '90',
  AE: '971',
  GB: '44',
  HK: '852',
  HU: '36',
  PL: '48',
  QA: '974',
  RO: '40',
  SG: '65',
  BD: '880',
  IQ: '964',
  KZ: '76 77',
  KW: '965',
  MA: '212',
  NP: '977',
  OM: '968',
  LK: '94',
  UA: '380',
} as const

const groups = {
  'north-america': '1',
  'rest-of-africa':
    '211 213 216 218 220 221 222 223 225 226 227 228 229 231 232 233 235 237 241 242 244 245 249 250 251 252 254 255 256 257 258 260 261 263 264 265 266 267 268 291',
  'rest-of-asia-pacific': '61 63 64 66 81 84 86 93 675 855 856 886 976 992 993 998',
  'rest-of-central-and-eastern-europe': '30 355 359 370 371 373 374 375 381 385 386 389 420 421 994 995',
  'rest-of-latin-america': '58 502 503 504 505 506 507 509 591 593 595 598 1809 1829 1849 1658 1876 1787 1939',
  'rest-of-middle-east': '961 962 967 973',
  'rest-of-western-europe': '32 41 43 45 46 47 351 353 358',
} as const

/** Where every calling code goes that no market names, e.g. Korea, Macau. */
export const OTHER_MARKET = 'other'

const LONGEST_PREFIX = 4
const byPrefix: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...ownPrice, ...groups }).flatMap(([market, codes]) => codes.split(' ').map((code) => [code, market] as const)),
)

/** Every market that can have a price. */
export const allMarkets: readonly string[] = [...Object.keys(ownPrice), ...Object.keys(groups), OTHER_MARKET]

/** The market that Meta charges for a number in E.164 form. */
export function marketOf(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  for (let length = LONGEST_PREFIX; length > 0; length -= 1) {
    const market = byPrefix.get(digits.slice(0, length))
    if (market === 'north-america') return isAmericanOrCanadian(digits) ? market : OTHER_MARKET
    if (market !== undefined) return market
  }
  return OTHER_MARKET
}

/** The same for somebody without a number: Meta's user id begins with the country. */
export function marketOfUserId(userId: string): string {
  const country = userId.slice(0, 2)
  if (country in ownPrice) return country
  if (country === 'US' || country === 'CA') return 'north-america'
  if (['DO', 'JM', 'PR'].includes(country)) return 'rest-of-latin-america'
  try {
    const code = getCountryCallingCode(country as CountryCode)
    return code === '1' ? OTHER_MARKET : marketOf(`+${code}`)
  } catch {
    // Two letters that name no country.
    return OTHER_MARKET
  }
}

/** Whether Meta delivers no promotions there: numbers of the United States. @source reference part 9, US numbers */
export const isUnitedStates = (phone: string): boolean => phone.startsWith('+1') && countryWithinOne(phone) === 'US'

const isAmericanOrCanadian = (digits: string): boolean => ['US', 'CA'].includes(countryWithinOne(`+${digits}`))

/** +1 is shared by some 25 countries; only the area code tells. Toll-free and unknown codes count as American. */
const countryWithinOne = (phone: string): string => parsePhoneNumberFromString(phone)?.country ?? 'US'
