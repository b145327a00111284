import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { Focusable as AriaFocusable } from 'react-aria-components'

type FocusableProps = { readonly children: ReactElement<ComponentProps<'a'>, string> | ReactElement }

/** Lets a tooltip stand beside something that is not one of our buttons. */
export function Focusable({ children }: FocusableProps): ReactNode {
  return <AriaFocusable>{children as ReactElement<ComponentProps<'a'>, string>}</AriaFocusable>
}
