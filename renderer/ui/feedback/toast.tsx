import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, IconButton } from '../button/button.tsx'
import { Icon } from '../icon/icon.tsx'
import { cx } from '../styles/cx.ts'
import styles from './feedback.module.css'

/** A notice that goes away by itself. Errors that block are never only a toast. */
export type Toast = {
  readonly text: string
  readonly tone?: 'done' | 'trouble' | undefined
  /** What takes it back, or the one next thing to do. */
  readonly action?: { readonly label: string; readonly onAction: () => void } | undefined
}
type Shown = Toast & { readonly id: number }

const SHOWN_MS = 10_000
const MOST_SHOWN = 3
const ToastContext = createContext<(toast: Toast) => void>(() => undefined)

/** Shows a notice for ten seconds; the time stands still while pointer or focus is on it. Ctrl+Z does its action. */
export const useToast = (): ((toast: Toast) => void) => useContext(ToastContext)

/** Tells the page how much room the notices take, so that everything else ends above them. */
function useRoom(): (section: HTMLElement | null) => (() => void) | undefined {
  return useCallback((section) => {
    if (section === null) return undefined
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => style.setProperty('--toast-room', `${section.offsetHeight}px`))
    observer.observe(section)
    return () => {
      observer.disconnect()
      style.removeProperty('--toast-room')
    }
  }, [])
}

/** Holds the notices and draws them at the lower edge, in room of their own. */
export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useWords()
  const [shown, setShown] = useState<readonly Shown[]>([])
  const nextId = useRef(1)
  const show = useCallback(
    (toast: Toast) => setShown((before) => [...before.slice(1 - MOST_SHOWN), { ...toast, id: nextId.current++ }]),
    [],
  )
  const close = useCallback((id: number) => setShown((before) => before.filter((toast) => toast.id !== id)), [])
  useUndoKey(shown, close)
  const room = useRoom()
  return (
    <ToastContext value={show}>
      {children}
      <section ref={room} className={styles['toasts']} aria-label={t('ui.notifications')} role="status" aria-live="polite">
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={close} />
        ))}
      </section>
    </ToastContext>
  )
}

/** Ctrl+Z outside of text does what the newest notice offers. */
function useUndoKey(shown: readonly Shown[], close: (id: number) => void): void {
  const newest = shown.findLast((toast) => toast.action !== undefined)
  useEffect(() => {
    if (newest === undefined) return undefined
    const onKey = (event: KeyboardEvent): void => {
      const isText = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]') !== null
      if (isText || event.shiftKey || event.code !== 'KeyZ' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      newest.action?.onAction()
      close(newest.id)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [newest, close])
}

function ToastCard({ toast, onClose }: { readonly toast: Shown; readonly onClose: (id: number) => void }): ReactNode {
  const { t } = useWords()
  const [isHeld, setIsHeld] = useState(false)
  const { id, action } = toast
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(() => onClose(id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isHeld, id, onClose])
  const hold = {
    onPointerEnter: () => setIsHeld(true),
    onPointerLeave: () => setIsHeld(false),
    onFocus: () => setIsHeld(true),
    onBlur: () => setIsHeld(false),
  }
  return (
    <div className={cx(styles['toast'], toast.tone === 'trouble' && styles['toastTrouble'])} data-testid="app-toast" {...hold}>
      <Icon name={toast.tone === 'trouble' ? 'alert' : 'ok'} />
      <p className={styles['toastText']}>{toast.text}</p>
      {action === undefined ? null : (
        <Button
          size="small"
          variant="plain"
          testId="app-toast-action"
          onPress={() => {
            action.onAction()
            onClose(id)
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" size="small" label={t('ui.dismiss')} onPress={() => onClose(id)} />
    </div>
  )
}
