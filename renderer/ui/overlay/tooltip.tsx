import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import styles from './overlay.module.css'

type TooltipProps = { readonly text: string; readonly children: ReactNode; readonly placement?: 'top' | 'end' }

/** Words beside a control on hover and focus; Escape closes them, and the pointer may go onto them. */
export function Tooltip({ text, children, placement = 'top' }: TooltipProps): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={150}>
      {children}
      <AriaTooltip className={styles['tooltip'] ?? ''} offset={6} placement={placement}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
