import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useWords } from '../../i18n/index.ts'
import { IconButton } from '../button/button.tsx'
import { cx } from '../styles/cx.ts'
import styles from './overlay.module.css'

type DialogProps = {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at the foot, the least harmful first. */
  readonly footer?: ReactNode
  readonly size?: 'small' | 'normal' | 'wide' | undefined
  /** `alertdialog` for what can not return: then only its own buttons and Escape close it. */
  readonly role?: 'dialog' | 'alertdialog' | undefined
  readonly testId?: string | undefined
}

/**
 * Closes by Escape also while nothing has the focus: a button that becomes disabled when it is pressed loses it, and the key
 * then reaches only the page.
 */
function useEscapeFromNowhere(dialog: RefObject<HTMLElement | null>, { isOpen, onClose }: Pick<DialogProps, 'isOpen' | 'onClose'>): void {
  useEffect(() => {
    if (!isOpen) return undefined
    const close = (event: KeyboardEvent): void => {
      const topmost = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1)
      if (event.key === 'Escape' && event.target === document.body && topmost === dialog.current) onClose()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [dialog, isOpen, onClose])
}

/** A dialog above the screen. Focus stays inside and returns to the opener; Escape closes. */
export function Dialog({ title, isOpen, onClose, children, footer, size = 'normal', role = 'dialog', testId }: DialogProps): ReactNode {
  const { t } = useWords()
  const dialog = useRef<HTMLElement>(null)
  useEscapeFromNowhere(dialog, { isOpen, onClose })
  return (
    <ModalOverlay
      className={styles['veil'] ?? ''}
      isOpen={isOpen}
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={cx(styles['modal'], styles[size])}>
        <AriaDialog
          ref={dialog}
          className={styles['dialog'] ?? ''}
          role={role}
          {...(testId === undefined ? {} : { 'data-testid': testId })}
        >
          <header className={styles['head']}>
            <Heading slot="title" level={2} className={styles['title'] ?? ''}>
              {title}
            </Heading>
            {role === 'dialog' ? <IconButton icon="close" label={t('ui.close')} onPress={onClose} size="small" /> : null}
          </header>
          <div className={styles['body']}>{children}</div>
          {footer === undefined ? null : <footer className={styles['foot']}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
