import type { ReactElement, ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Icon, type IconName } from '../icon/icon.tsx'
import { cx } from '../styles/cx.ts'
import styles from './overlay.module.css'

/** One line of a menu. */
export type MenuAction = {
  readonly id: string
  readonly label: string
  readonly icon?: IconName | undefined
  readonly isDanger?: boolean | undefined
  readonly isDisabled?: boolean | undefined
  readonly onAction: () => void
}

type MenuProps = { readonly trigger: ReactElement; readonly label: string; readonly actions: readonly MenuAction[] }

/** A menu behind a button; arrows move, letters jump, Escape closes. */
export function Menu({ trigger, label, actions }: MenuProps): ReactNode {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles['popover'] ?? ''} placement="bottom end" offset={4}>
        <AriaMenu className={styles['menu'] ?? ''} aria-label={label}>
          {actions.map((action) => (
            <MenuItem
              key={action.id}
              id={action.id}
              textValue={action.label}
              isDisabled={action.isDisabled ?? false}
              onAction={action.onAction}
              className={cx(styles['menuItem'], action.isDanger === true && styles['menuDanger'])}
            >
              {action.icon === undefined ? null : <Icon name={action.icon} size={16} />}
              <span>{action.label}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
