import type { Locale } from '#contract/kernel/values.ts'

type Places = Readonly<Record<string, string | number>>

/** Makes what says sentences in one language and fills their places. */
export const sayer =
  <Key extends string>(words: Readonly<Record<Locale, Readonly<Record<Key, string>>>>) =>
  (locale: Locale) =>
  (key: Key, places: Places = {}): string =>
    Object.entries(places).reduce((text: string, [place, value]) => text.replaceAll(`{${place}}`, String(value)), words[locale][key])

/** A time as the page's language writes it, in the shop's zone. */
export const dayText = (at: number, { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string }): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
