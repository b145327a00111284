import { useEffect, useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { cx, Dialog, IconButton } from '../../../ui/index.ts'
import styles from './media.module.css'

type ViewerProps = {
  readonly isOpen: boolean
  readonly address: string
  readonly name: string
  readonly onClose: () => void
  readonly footer: ReactNode
}

/** How much larger than the window the photo stands; 0 fits it in. */
const steps = ['fit', 'zoom1', 'zoom2', 'zoom3'] as const
const LAST = steps.length - 1

/** A photo as large as the window allows; plus, minus and zero zoom, arrows move. */
export function PhotoViewer({ isOpen, address, name, onClose, footer }: ViewerProps): ReactNode {
  const { t } = useWords()
  const [step, setStep] = useState(0)
  const zoom = (by: number): void => setStep((now) => Math.min(LAST, Math.max(0, now + by)))
  useEffect(() => {
    if (!isOpen) return undefined
    const onKey = ({ key }: KeyboardEvent): void => {
      const by = key === '+' || key === '=' ? 1 : key === '-' ? -1 : key === '0' ? -LAST : 0
      if (by !== 0) setStep((now) => Math.min(LAST, Math.max(0, now + by)))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isOpen])
  const close = (): void => {
    setStep(0)
    onClose()
  }
  return (
    <Dialog
      title={name}
      isOpen={isOpen}
      onClose={close}
      size="wide"
      testId="media-viewer"
      footer={
        <>
          <IconButton icon="minus" label={t('media.zoom.out')} shortcut="-" isDisabled={step === 0} onPress={() => zoom(-1)} />
          <IconButton
            icon="plus"
            label={t('media.zoom.in')}
            shortcut="+"
            isDisabled={step === LAST}
            onPress={() => zoom(1)}
            testId="media-zoom-in"
          />
          {footer}
        </>
      }
    >
      {/* The frame scrolls and takes the arrow keys. */}
      <div className={styles['stage']} role="group" aria-label={t('media.photo.frame', { name })}>
        <img
          className={cx(styles['large'], styles[steps[step] ?? 'fit'])}
          src={address}
          alt={name}
          data-testid="media-viewer-photo"
          data-zoom={step}
        />
      </div>
    </Dialog>
  )
}
