import type { ReactElement, ReactNode, RefObject } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Icon, type IconName } from '../icon/icon.tsx'
import { useMay, type Needs } from '../permission/permission.tsx'
import { cx } from '../styles/cx.ts'
import styles from './overlay.module.css'

/** One line of a menu. */
export type MenuAction = {
  readonly id: string
  readonly label: string
  /** What it leads to; the line is not there for whoever may not do it. */
  readonly needs?: Needs | undefined
  readonly icon?: IconName | undefined
  readonly isDanger?: boolean | undefined
  readonly isDisabled?: boolean | undefined
  /** Said at the end of the line: a time, or the keys that do the same. */
  readonly aside?: string | undefined
  readonly onAction: () => void
}

type MenuProps = { readonly trigger: ReactElement; readonly label: string; readonly actions: readonly MenuAction[] }

/** The lines that whoever sits here may use. */
function useAllowed(actions: readonly MenuAction[]): readonly MenuAction[] {
  const may = useMay()
  return actions.filter(({ needs }) => may(needs))
}

/** A menu behind a button; arrows move, letters jump, Escape closes. Not there without a line that may be used. */
export function Menu({ trigger, label, actions }: MenuProps): ReactNode {
  const allowed = useAllowed(actions)
  if (allowed.length === 0) return null
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles['popover'] ?? ''} placement="bottom end" offset={4}>
        <MenuLines label={label} actions={allowed} />
      </Popover>
    </MenuTrigger>
  )
}

type FloatingMenuProps = {
  /** What it stands at. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly label: string
  readonly actions: readonly MenuAction[]
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** A menu that a key or a right click opens as well as a button; the focus goes back to where it was. */
export function FloatingMenu({ anchor, label, actions, isOpen, onClose }: FloatingMenuProps): ReactNode {
  const allowed = useAllowed(actions)
  return (
    <Popover
      className={styles['popover'] ?? ''}
      placement="bottom end"
      offset={4}
      triggerRef={anchor}
      isOpen={isOpen && allowed.length > 0}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <MenuLines label={label} actions={allowed} onClose={onClose} />
    </Popover>
  )
}

type MenuLinesProps = { readonly label: string; readonly actions: readonly MenuAction[]; readonly onClose?: () => void }

function MenuLines({ label, actions, onClose }: MenuLinesProps): ReactNode {
  return (
    <AriaMenu className={styles['menu'] ?? ''} aria-label={label} {...(onClose === undefined ? {} : { autoFocus: 'first' as const })}>
      {actions.map((action) => (
        <MenuItem
          key={action.id}
          id={action.id}
          textValue={action.label}
          isDisabled={action.isDisabled ?? false}
          onAction={() => {
            onClose?.()
            action.onAction()
          }}
          className={cx(styles['menuItem'], action.isDanger === true && styles['menuDanger'])}
          data-testid={`menu-${action.id}`}
        >
          {action.icon === undefined ? null : <Icon name={action.icon} size={16} />}
          <span className={styles['menuWords']}>{action.label}</span>
          {action.aside === undefined ? null : <span className={styles['menuAside']}>{action.aside}</span>}
        </MenuItem>
      ))}
    </AriaMenu>
  )
}
