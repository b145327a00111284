import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button } from '../../../ui/index.ts'
import styles from './wizard.module.css'

type StepFrameProps = {
  readonly title: string
  readonly lead?: string | undefined
  /** Facts and buttons beside the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly onBack?: (() => void) | undefined
  /** The button that goes on, with what else can be done instead. */
  readonly actions: ReactNode
  readonly testId: string
}

/** One step of the wizard: its name, what it asks, and the way on at the foot, always in sight. */
export function StepFrame({ title, lead, aside, children, onBack, actions, testId }: StepFrameProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <header className={styles['stepHead']}>
        <h2 className={styles['stepTitle']} tabIndex={-1}>
          {title}
        </h2>
        {aside}
      </header>
      {lead === undefined ? null : <p>{lead}</p>}
      <div className={styles['stepBody']}>{children}</div>
      <footer className={styles['foot']}>
        {onBack === undefined ? (
          <span />
        ) : (
          <Button onPress={onBack} testId={`${testId}-back`}>
            {t('ui.back')}
          </Button>
        )}
        <div className={styles['footEnd']}>{actions}</div>
      </footer>
    </>
  )
}
