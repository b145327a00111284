import type { ReactNode } from 'react'
import { Switch as AriaSwitch } from 'react-aria-components'
import styles from './switch.module.css'

type SwitchProps = {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  /** Name for screen readers; says what is switched. */
  readonly label: string
  /** Words beside it: on or off, so that colour is not all that tells. */
  readonly words: string
  readonly isDisabled?: boolean
  readonly testId: string
}

/** On or off, at once; Space turns it. */
export function Switch({ isOn, onChange, label, words, isDisabled = false, testId }: SwitchProps): ReactNode {
  return (
    <AriaSwitch
      className={styles['switch'] ?? ''}
      isSelected={isOn}
      onChange={onChange}
      isDisabled={isDisabled}
      aria-label={label}
      data-testid={testId}
    >
      <span className={styles['track']}>
        <span className={styles['knob']} />
      </span>
      <span className={styles['words']} aria-hidden="true">
        {words}
      </span>
    </AriaSwitch>
  )
}
