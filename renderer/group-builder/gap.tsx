import { useState, type ReactNode } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useWords } from '../i18n/index.ts'
import { Icon, cx } from '../ui/index.ts'
import styles from './group-builder.module.css'

type GapProps = {
  /** What stands in the gap, or the word that asks for something. */
  readonly text: string
  /** What the gap is about, for screen readers. */
  readonly what: string
  readonly isOpen: boolean
  readonly testId: string
  /** What opens below it; `close` shuts it and brings the focus back. */
  readonly children: (close: () => void) => ReactNode
}

/** One gap of a sentence: a button with the words that stand in it, and what they are chosen from below. */
export function Gap({ text, what, isOpen, testId, children }: GapProps): ReactNode {
  const { t } = useWords()
  const [isShown, setIsShown] = useState(false)
  return (
    <DialogTrigger isOpen={isShown} onOpenChange={setIsShown}>
      <Button
        className={cx(styles['gap'], isOpen && styles['gapOpen'])}
        aria-label={t('group.blank.named', { value: text, what })}
        data-testid={testId}
        data-gap=""
        {...(isOpen ? { 'data-open': '' } : {})}
      >
        <bdi className={styles['gapText']}>{text}</bdi>
        <Icon name="chevron-down" size={14} />
      </Button>
      <Popover className={styles['popover'] ?? ''} offset={4} placement="bottom start">
        <Dialog className={styles['panel'] ?? ''} aria-label={what} data-testid={`${testId}-panel`}>
          {children(() => setIsShown(false))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
