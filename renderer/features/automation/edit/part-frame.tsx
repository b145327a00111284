import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { IconButton } from '../../../ui/index.ts'
import { moved, without } from '../lists.ts'
import styles from './edit.module.css'

type PartFrameProps<T> = {
  /** How the part is called, with its number. */
  readonly title: string
  readonly list: readonly T[]
  readonly at: number
  readonly onChange: (list: T[]) => void
  /** The last one may not go. */
  readonly isKept?: boolean
  readonly children: ReactNode
  readonly testId: string
}

/** One of several parts in an order: its title, buttons that move and remove it, and its fields. */
export function PartFrame<T>({ title, list, at, onChange, isKept = false, children, testId }: PartFrameProps<T>): ReactNode {
  const { t } = useWords()
  return (
    <section className={styles['part']} aria-label={title} data-testid={testId}>
      <header className={styles['partHead']}>
        <h3>{title}</h3>
        <span className={styles['partButtons']}>
          <Arrow
            isUp
            label={t('automation.part.up', { part: title })}
            isDisabled={at === 0}
            onPress={() => onChange(moved(list, at, -1))}
          />
          <Arrow
            label={t('automation.part.down', { part: title })}
            isDisabled={at === list.length - 1}
            onPress={() => onChange(moved(list, at, 1))}
          />
          <IconButton
            icon="trash"
            size="small"
            label={t('automation.part.remove', { part: title })}
            isDisabled={isKept && list.length === 1}
            onPress={() => onChange(without(list, at))}
            testId={`${testId}-remove`}
          />
        </span>
      </header>
      {children}
    </section>
  )
}

type ArrowProps = {
  readonly isUp?: boolean
  readonly label: string
  readonly isDisabled: boolean
  readonly onPress: () => void
}

/** An arrow; the one that points up is the other one turned. */
function Arrow({ isUp = false, label, isDisabled, onPress }: ArrowProps): ReactNode {
  return (
    <span className={isUp ? styles['turned'] : undefined}>
      <IconButton icon="chevron-down" size="small" label={label} isDisabled={isDisabled} onPress={onPress} />
    </span>
  )
}
