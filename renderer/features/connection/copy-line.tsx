import { useState, type ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, useAnnounce } from '../../ui/index.ts'
import styles from './connection.module.css'

type CopyLineProps = {
  readonly text: string
  /** What the text is, for the button's name. */ readonly what: string
  readonly testId: string
}

/** Text that belongs into another program, with a button that copies it. */
export function CopyLine({ text, what, testId }: CopyLineProps): ReactNode {
  const { t } = useWords()
  const announce = useAnnounce()
  const [isCopied, setIsCopied] = useState(false)
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(
      () => {
        setIsCopied(true)
        announce(t('ui.copied'))
      },
      // Copying may be refused by the system; the text stays selectable.
      () => setIsCopied(false),
    )
  }
  return (
    <div className={styles['copyLine']}>
      <code className={styles['code']} dir="ltr" data-testid={testId}>
        {text}
      </code>
      <Button size="small" icon="copy" onPress={copy} label={t('connection.copy.what', { what })} testId={`${testId}-copy`}>
        {isCopied ? t('ui.copied') : t('connection.copy')}
      </Button>
    </div>
  )
}
