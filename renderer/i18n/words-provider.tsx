import { useEffect, useMemo, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider } from 'react-intl'
import type { Locale } from '#contract/kernel/values.ts'
import { messages } from './messages.ts'
import { LocaleContext } from './words.ts'

type WordsProviderProps = { readonly locale: Locale; readonly timeZone: string; readonly children: ReactNode }

/** A text that can't be written is a bug; it must not take the screen with it. */
const reportTrouble = (trouble: Error): void => {
  console.error(trouble.message)
}

/** Speaks one language to everything inside, React Aria's own words for screen readers included. */
export function WordsProvider({ locale, timeZone, children }: WordsProviderProps): ReactNode {
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  const chosen = useMemo(() => ({ locale, timeZone }), [locale, timeZone])
  return (
    <LocaleContext value={chosen}>
      <IntlProvider locale={locale} defaultLocale="en" messages={messages[locale]} timeZone={timeZone} onError={reportTrouble}>
        <I18nProvider locale={locale}>{children}</I18nProvider>
      </IntlProvider>
    </LocaleContext>
  )
}
