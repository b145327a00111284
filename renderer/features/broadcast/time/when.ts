import type { Words } from '../../../i18n/index.ts'

type Clock = Pick<Words, 'locale' | 'timeZone'>

/** A moment that lies ahead, short enough for a sentence: "Sat, 28 Nov, 10:00". */
export const formatWhen = (at: number, { locale, timeZone }: Clock): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(at)

/** The name of the shop's clock at a moment: "Taipei time". */
export function clockName(at: number, { locale, timeZone }: Clock): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}
