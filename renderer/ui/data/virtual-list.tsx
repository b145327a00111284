import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useReducer, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import styles from './virtual-list.module.css'

type VirtualListProps<Row> = {
  readonly label: string
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly rowHeight: number
  readonly renderRow: (row: Row) => ReactNode
  /** How many rows there are in all, when more than those read so far. */
  readonly total?: number | undefined
  readonly onEnd?: (() => void) | null | undefined
  readonly testId?: string | undefined
}

/**
 * A long list of which only the rows in sight exist. Each row holds one control; arrows, Home and End move between
 * them. The row that has focus is never taken away, also when it is scrolled out of sight.
 */
export function VirtualList<Row>(props: VirtualListProps<Row>): ReactNode {
  'use no memo'
  const { label, rows, rowId, rowHeight, renderRow, total, onEnd, testId } = props
  const scroller = useRef<HTMLDivElement>(null)
  const focusedId = useRef<string | null>(null)
  const [, drawAgain] = useReducer((times: number) => times + 1, 0)
  // Its answers change without telling React's compiler, which is switched off for this component above.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : rowId(row)
    },
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan)
      const last = Math.min(count - 1, endIndex + overscan)
      const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset)
      const focused = focusedId.current === null ? -1 : rows.findIndex((row) => rowId(row) === focusedId.current)
      if (focused >= 0 && focused < first) return [focused, ...shown]
      return focused > last ? [...shown, focused] : shown
    },
  })
  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (onEnd !== undefined && onEnd !== null && rows.length > 0 && lastShown >= rows.length - 5) onEnd()
  }, [lastShown, rows.length, onEnd])

  const goTo = (index: number): void => {
    const row = rows[index]
    if (row === undefined) return
    // Kept as if it had the focus already, so that the row exists before the scrolling has come to it, however far that is.
    focusedId.current = rowId(row)
    flushSync(drawAgain)
    virtualizer.scrollToIndex(index)
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] :is(a, button)`)?.focus({ preventScroll: true })
  }
  const onFocus = (event: FocusEvent): void => {
    const row = rows[indexOf(event.target)]
    focusedId.current = row === undefined ? null : rowId(row)
  }
  const onBlur = (): void => {
    focusedId.current = null
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = indexOf(event.target)
    if (from < 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const to = targetIndex(event.code, from, rows.length)
    if (to === null) return
    event.preventDefault()
    goTo(to)
  }

  return (
    // The arrow keys belong to the list, the rows inside hold the controls.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={scroller} className={styles['scroller']} onKeyDown={onKeyDown} onFocus={onFocus} onBlur={onBlur} data-testid={testId}>
      <ul aria-label={label} className={styles['list']} style={{ blockSize: `${virtualizer.getTotalSize()}px` }}>
        {items.map((item) => {
          const row = rows[item.index]
          return row === undefined ? null : (
            <li
              key={item.key}
              className={styles['row']}
              data-index={item.index}
              aria-posinset={item.index + 1}
              aria-setsize={total ?? rows.length}
              style={{ blockSize: `${rowHeight}px`, transform: `translateY(${item.start}px)` }}
            >
              {renderRow(row)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** The index of the row around an element; -1 outside of rows. */
const indexOf = (target: EventTarget): number =>
  Number((target instanceof HTMLElement ? target.closest<HTMLElement>('[data-index]')?.dataset['index'] : undefined) ?? -1)

/** Where a key leads in a list; null when the key means nothing to it. */
function targetIndex(code: string, from: number, count: number): number | null {
  switch (code) {
    case 'ArrowDown':
      return Math.min(count - 1, from + 1)
    case 'ArrowUp':
      return Math.max(0, from - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
