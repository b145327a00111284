// ITU-T E.164: country codes are one, two or three digits long; these are all of one and two.
const SHORT_CODES = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/
const LAST_DIGITS = 3

/** The code of the country that the digits of a number begin with. */
export const countryCode = (digits: string): string => SHORT_CODES.exec(digits)?.[0] ?? digits.slice(0, 3)

/** A number as people see it who may not see numbers: country and the last three digits, e.g. `+886 ••• 678`. */
export function hideNumber(number: string): string {
  const digits = number.replace(/\D/g, '')
  return `+${countryCode(digits)} ••• ${digits.slice(-LAST_DIGITS)}`
}
