import { useEffect, useState, type ReactNode } from 'react'
import type { AppError } from '#contract/kernel/result.ts'
import { errorWordIds, useWords } from '../../i18n/index.ts'
import { Button } from '../button/button.tsx'
import { Icon } from '../icon/icon.tsx'
import { useAnnounce } from './announcer.tsx'
import styles from './feedback.module.css'

type ErrorStripProps = {
  readonly error: AppError
  /** The button that fixes it or tries again. */
  readonly action?: { readonly label: string; readonly onAction: () => void } | undefined
  readonly testId?: string | undefined
}

/** A failure in place: what happened, what is kept, what to do, and folded details for support. Never holds customer text. */
export function ErrorStrip({ error, action, testId }: ErrorStripProps): ReactNode {
  const { t } = useWords()
  const announce = useAnnounce()
  const ids = errorWordIds(error)
  const what = t(ids.what)
  useEffect(() => announce(what, 'now'), [announce, what])
  return (
    <section className={styles['error']} data-testid={testId ?? 'error-strip'} data-code={error.code}>
      <Icon name="alert" />
      <div className={styles['errorWords']}>
        <p className={styles['errorWhat']}>{what}</p>
        <p>
          <span className={styles['errorHead']}>{t('ui.error.kept')}</span> {t(ids.kept)}
        </p>
        <p>
          <span className={styles['errorHead']}>{t('ui.error.do')}</span> {t(ids.do)}
        </p>
        <SupportDetails error={error} />
      </div>
      {action === undefined ? null : (
        <Button onPress={action.onAction} testId={`${testId ?? 'error-strip'}-fix`}>
          {action.label}
        </Button>
      )}
    </section>
  )
}

/** Code and facts of a failure as text for support; the contract keeps secrets and customer text out of them. */
const detailsOf = (error: AppError, at: string): string =>
  [error.code, at, ...Object.entries(error.params ?? {}).map(([name, value]) => `${name}: ${value}`)].join('\n')

function SupportDetails({ error }: { readonly error: AppError }): ReactNode {
  const { t } = useWords()
  const [at] = useState(() => new Date().toISOString())
  const [isCopied, setIsCopied] = useState(false)
  const text = detailsOf(error, at)
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      // Copying may be refused by the system; the text stays selectable above the button.
      () => setIsCopied(false),
    )
  }
  return (
    <details className={styles['details']}>
      <summary>{t('ui.details')}</summary>
      <pre dir="ltr">{text}</pre>
      <Button size="small" icon="copy" onPress={copy}>
        {isCopied ? t('ui.copied') : t('ui.copyDetails')}
      </Button>
    </details>
  )
}
