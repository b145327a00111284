import { createContext, useContext, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { Locale } from '#contract/kernel/values.ts'
import { markNames, spaceNames } from './fill-names.ts'
import type { MessageId } from './messages.ts'
import { fillSimple } from './simple-text.ts'
import type { WordValues } from './word-values.ts'

/** Values of a text with parts that are elements: `<b>…</b>` in the text is a function here. */
export type RichValues = Readonly<Record<string, ReactNode | Date | ((parts: ReactNode[]) => ReactNode)>>

/** The words of the chosen language. */
export type Words = {
  readonly locale: Locale
  /** The shop's time zone; every time on screen is written in it. */
  readonly timeZone: string
  readonly t: (id: MessageId, values?: WordValues) => string
  readonly rich: (id: MessageId, values: RichValues) => ReactNode
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string
  readonly percent: (share: number) => string
  readonly list: (items: readonly string[]) => string
}

const noValues: WordValues = {}

/** Which language is chosen; set by `WordsProvider`. */
export const LocaleContext = createContext<{ readonly locale: Locale; readonly timeZone: string }>({ locale: 'en', timeZone: 'UTC' })

/** Gives the words of the chosen language; changes at run time with it. */
export function useWords(): Words {
  const intl = useIntl()
  const { locale, timeZone } = useContext(LocaleContext)
  return {
    locale,
    timeZone,
    t: (id, values) => {
      const text = intl.messages[id]
      const write = (given: WordValues | undefined): string =>
        (typeof text === 'string' ? fillSimple(text, given ?? noValues) : null) ??
        String(intl.formatMessage({ id: String(id) }, given as Record<string, string>))
      if (values === undefined || !locale.startsWith('zh') || typeof text !== 'string') return write(values)
      return spaceNames(write(markNames(text, values)))
    },
    rich: (id, values) => intl.formatMessage({ id: String(id) }, values as Record<string, ReactNode>),
    number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    percent: (share) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share),
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  }
}
