/** Forms of days and times that a workbook need not write down. @source ECMA-376 part 1, 18.8.30, with those of Chinese, Japanese, Korean and Thai programs */
const KNOWN_FORMS: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58, 71, 72, 73,
  74, 75, 76, 77, 78, 79, 80, 81,
])

/** Whether numbers of a form are shown as days or times. @param code as the workbook writes it down, where it does */
export const isDayForm = (id: number, code: string | undefined): boolean =>
  KNOWN_FORMS.has(id) || (code !== undefined && sectionsOf(code).some(isDaySection))

/** Positive, negative, zero and text have a section each; what is quoted or escaped is shown as it stands. */
const sectionsOf = (code: string): string[] =>
  code
    .toLowerCase()
    .replace(/\\./g, ' ')
    .replace(/"[^"]*"/g, ' ')
    .split(';')

/** Years, months, days, hours, minutes, seconds and years of an era, in any number of letters. */
const DAY_LETTERS = /^[ymdhsegb]+$/

/** Holds letters of days and times and nothing else: a form of numbers would be taken for a day by mistake only. */
function isDaySection(section: string): boolean {
  const plain = section
    .replace(/am\/pm|a\/p/g, 'h')
    .replace(/\[([hms]+)\]/g, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/(s)[.,]0+/g, '$1')
    // The day of the week, as it is written in East Asia.
    .replace(/a{3,5}/g, 'd')
  const words = plain.match(/[a-z]+/g) ?? []
  return words.length > 0 && !/[0#?%]/.test(plain) && words.every((word) => DAY_LETTERS.test(word))
}
