import { useEffect, useMemo, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider } from 'react-intl'
import type { Locale } from '#contract/kernel/values.ts'
import { messages } from './messages.ts'
import { pseudoMessages, type PseudoLocale } from './pseudo/index.ts'
import { LocaleContext } from './words.ts'

type WordsProviderProps = {
  readonly locale: Locale
  readonly timeZone: string
  /** A language that nobody speaks, in place of the locale's words; only while Shopbell is being made. */
  readonly pseudo?: PseudoLocale | null | undefined
  readonly children: ReactNode
}

/** A text that can't be written is a bug; it must not take the screen with it. */
const reportTrouble = (trouble: Error): void => {
  console.error(trouble.message)
}

/** English words and formats in a script that runs from right to left: what React Aria needs to mirror its keys and places. */
const MIRRORED_ENGLISH = 'en-Arab'

/** Words, direction and React Aria's language. */
function speechOf(locale: Locale, pseudo: PseudoLocale | null) {
  return {
    lang: pseudo ?? locale,
    dir: pseudo === 'ar-XB' ? 'rtl' : 'ltr',
    texts: pseudo === null ? messages[locale] : pseudoMessages(messages.en, pseudo),
    ariaLocale: pseudo === 'ar-XB' ? MIRRORED_ENGLISH : locale,
  } as const
}

/** Speaks one language to everything inside, React Aria's own words for screen readers included. */
export function WordsProvider({ locale, timeZone, pseudo = null, children }: WordsProviderProps): ReactNode {
  const { lang, dir, texts, ariaLocale } = useMemo(() => speechOf(locale, pseudo), [locale, pseudo])
  useEffect(() => {
    document.documentElement.lang = lang
    document.documentElement.dir = dir
  }, [lang, dir])
  const chosen = useMemo(() => ({ locale, timeZone }), [locale, timeZone])
  return (
    <LocaleContext value={chosen}>
      <IntlProvider locale={locale} defaultLocale="en" messages={texts} timeZone={timeZone} onError={reportTrouble}>
        <I18nProvider locale={ariaLocale}>{children}</I18nProvider>
      </IntlProvider>
    </LocaleContext>
  )
}
