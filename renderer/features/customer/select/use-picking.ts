import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { CustomerRow } from '../types.ts'
import { everybody, extend, isNobody, nobody, toggle, type Picking } from './picking.ts'

type CustomerId = CustomerRow['customerId']

/** Selecting rows: what is selected, what boxes do, and what the pointer and keys do anywhere in the rows. */
export type Picker = {
  readonly picking: Picking
  readonly set: (picking: Picking) => void
  readonly onBox: (id: CustomerId) => void
  readonly handlers: {
    readonly onMouseDownCapture: (event: MouseEvent) => void
    readonly onClickCapture: (event: MouseEvent) => void
    readonly onKeyDownCapture: (event: KeyboardEvent) => void
  }
}

const rowAt = (target: EventTarget): HTMLElement | null => (target instanceof Element ? target.closest<HTMLElement>('tr[data-id]') : null)
const isBox = (target: EventTarget): boolean => target instanceof Element && target.closest('label, input') !== null
/** A box toggles by itself. */
const isToggle = (event: KeyboardEvent): boolean => event.code === 'Space' && !isBox(event.target) && !event.shiftKey && !event.ctrlKey
const isAllKey = (event: globalThis.KeyboardEvent): boolean =>
  event.code === 'KeyA' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
/** The row that an arrow goes to; null at the end of the list, undefined for other keys. */
const neighbour = (row: HTMLElement, code: string): HTMLElement | null | undefined => {
  const next = code === 'ArrowDown' ? row.nextElementSibling : code === 'ArrowUp' ? row.previousElementSibling : undefined
  return next === undefined || next instanceof HTMLElement ? next : null
}
const isModified = (event: MouseEvent): boolean => event.shiftKey || event.ctrlKey || event.metaKey

/** Selection by boxes, Shift and Ctrl with the pointer, Space and Shift with arrows, Ctrl+A for all found, Escape for none. */
export function usePicking(order: readonly CustomerId[]): Picker {
  const [picking, set] = useState(nobody)
  const isRange = useRef(false)
  useWholeListKeys(picking, set)
  const at = (row: HTMLElement): CustomerId | undefined => order.find((id) => id === row.dataset['id'])
  const reachTo = (to: CustomerId, from: CustomerId | null): void => set((now) => extend(now, order, { from: from ?? now.reach, to }))
  const goTo = (row: HTMLElement, going: { readonly from: CustomerId; readonly isRange: boolean; readonly isBox: boolean }): void => {
    const to = at(row)
    if (going.isRange && to !== undefined) reachTo(to, going.from)
    row.querySelector<HTMLElement>(going.isBox ? 'input' : 'a')?.focus()
  }
  return {
    picking,
    set,
    onBox: (id) => (isRange.current ? reachTo(id, null) : set((now) => toggle(now, id))),
    handlers: {
      onMouseDownCapture(event) {
        isRange.current = event.shiftKey
        // Else Shift would mark the words between two clicks.
        if (event.shiftKey && !isBox(event.target)) event.preventDefault()
      },
      onClickCapture(event) {
        const row = rowAt(event.target)
        const id = row === null ? undefined : at(row)
        if (row === null || id === undefined || !isModified(event) || isBox(event.target)) return
        event.preventDefault()
        event.stopPropagation()
        if (event.shiftKey) reachTo(id, null)
        else set((now) => toggle(now, id))
        row.querySelector('input')?.focus()
      },
      onKeyDownCapture(event) {
        isRange.current = false
        const row = rowAt(event.target)
        const id = row === null ? undefined : at(row)
        if (row === null || id === undefined) return
        if (isToggle(event)) set((now) => toggle(now, id))
        const next = neighbour(row, event.code)
        // Else the page scrolls.
        if (next !== undefined || isToggle(event)) event.preventDefault()
        if (next instanceof HTMLElement) goTo(next, { from: id, isRange: event.shiftKey, isBox: isBox(event.target) })
      },
    },
  }
}

const isElsewhere = (target: EventTarget | null): boolean =>
  !(target instanceof Element) ||
  target.closest('input:not([type=checkbox]), textarea, [contenteditable], [role=menu], [role=listbox]') !== null ||
  document.querySelector('[role=dialog], [role=alertdialog]') !== null

/** Keys that hold for the whole list, wherever on its screen the focus is, but in text or above the screen. */
function useWholeListKeys(picking: Picking, set: (picking: Picking) => void): void {
  const hasPicked = !isNobody(picking)
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isElsewhere(event.target)) return
      const isAll = isAllKey(event)
      if (!isAll && !(event.code === 'Escape' && hasPicked)) return
      event.preventDefault()
      set(isAll ? everybody : nobody)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [hasPicked, set])
}
