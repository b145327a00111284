import { useRef, useState, type KeyboardEvent } from 'react'

type Point = {
  readonly tabIndex: 0 | -1
  readonly ref: (element: HTMLElement | null) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: () => void
}

/**
 * One stop of the Tab key for many points; the arrows, Home and End move between them.
 * @param count points in all
 * @param perRow points in a row, for up and down; one row without it
 */
export function useRovingFocus(count: number, perRow = count): { readonly of: (index: number) => Point } {
  const [current, setCurrent] = useState(0)
  const points = useRef(new Map<number, HTMLElement>())
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -perRow, ArrowDown: perRow }
  const target = (key: string, index: number): number | null => {
    if (key === 'Home') return 0
    if (key === 'End') return count - 1
    const step = steps[key]
    return step === undefined || index + step < 0 || index + step >= count ? null : index + step
  }
  return {
    of: (index) => ({
      tabIndex: index === Math.min(current, count - 1) ? 0 : -1,
      ref: (element) => {
        if (element === null) points.current.delete(index)
        else points.current.set(index, element)
      },
      onFocus: () => setCurrent(index),
      onKeyDown: (event) => {
        const next = target(event.key, index)
        if (next === null) return
        event.preventDefault()
        points.current.get(next)?.focus()
      },
    }),
  }
}
