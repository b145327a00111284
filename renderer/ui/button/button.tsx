import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type PressEvent } from 'react-aria-components'
import { Icon, type IconName } from '../icon/icon.tsx'
import { Tooltip } from '../overlay/tooltip.tsx'
import { useMay, type Needs } from '../permission/permission.tsx'
import { cx } from '../styles/cx.ts'
import { given } from '../styles/given.ts'
import styles from './button.module.css'

/** `main` once per view, `plain` for the rest, `quiet` without a border, `danger` for what can not return. */
export type ButtonVariant = 'main' | 'plain' | 'quiet' | 'danger'

type CommonProps = {
  /** What it leads to; the button is not there for whoever may not do it. */
  readonly needs?: Needs | undefined
  readonly testId?: string | undefined
  readonly onPress?: (event: PressEvent) => void
  readonly isDisabled?: boolean | undefined
  readonly isBusy?: boolean | undefined
  readonly autoFocus?: boolean | undefined
  readonly variant?: ButtonVariant | undefined
  readonly size?: 'normal' | 'small' | undefined
  readonly type?: 'button' | 'submit' | undefined
  readonly ref?: Ref<HTMLButtonElement> | undefined
  readonly slot?: string | undefined
}

type ButtonProps = CommonProps & {
  readonly children: ReactNode
  readonly icon?: IconName | undefined
  /** Says more than the label, e.g. to whom a message goes; begins with the label. */
  readonly label?: string | undefined
}

/**
 * What both buttons hand on. A busy button keeps the focus and ignores presses; React Aria's own pending state would
 * announce a progress bar that stands elsewhere here.
 */
const shared = ({ testId, onPress, isDisabled = false, isBusy = false, autoFocus = false, type = 'button', ref, slot }: CommonProps) => ({
  type,
  isDisabled,
  autoFocus,
  ...given({ 'data-testid': testId, 'data-busy': isBusy ? '' : undefined, onPress: isBusy ? undefined : onPress, ref, slot }),
})

/** A button with words: verb and noun. */
export function Button(props: ButtonProps): ReactNode {
  const { children, icon, label, variant = 'plain', size = 'normal', needs } = props
  if (!useMay()(needs)) return null
  return (
    <AriaButton
      {...shared(props)}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className={cx(styles['button'], styles[variant], styles[size])}
    >
      {icon === undefined ? null : <Icon name={icon} size={size === 'small' ? 16 : 20} />}
      <span className={styles['label']}>{children}</span>
    </AriaButton>
  )
}

type IconButtonProps = CommonProps & {
  readonly icon: IconName
  readonly label: string
  /** Keys that do the same, shown in the tooltip. */
  readonly shortcut?: string | undefined
}

/** A button of one icon; its name is in the tooltip and for screen readers. */
export function IconButton(props: IconButtonProps): ReactNode {
  const { icon, label, shortcut, variant = 'quiet', size = 'normal', needs } = props
  if (!useMay()(needs)) return null
  return (
    <Tooltip text={shortcut === undefined ? label : `${label} (${shortcut})`}>
      <AriaButton {...shared(props)} aria-label={label} className={cx(styles['button'], styles['iconOnly'], styles[variant], styles[size])}>
        <Icon name={icon} size={size === 'small' ? 16 : 20} />
      </AriaButton>
    </Tooltip>
  )
}
