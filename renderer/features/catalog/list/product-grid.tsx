import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { scrollerOf } from '../../../ui/index.ts'
import type { Product } from '../types.ts'
import { cardAfter, columnsIn } from './grid-keys.ts'
import styles from './list.module.css'

/** How products stand: cards side by side, or one in a line. */
export type GridView = 'grid' | 'list'

const GAP_PIXELS = 12
const CARD_WIDTH_PIXELS = 300
const EXPECTED_HEIGHT_PIXELS = { grid: 190, list: 90 } as const
const ROWS_AHEAD = 4

type ProductGridProps = {
  readonly products: readonly Product[]
  readonly total: number
  readonly view: GridView
  readonly more: (() => void) | null
  readonly renderProduct: (product: Product) => ReactNode
}

/** Products of which only those in sight exist; arrows, Home and End move between them, also past what is in sight. */
export function ProductGrid({ products, total, view, more, renderProduct }: ProductGridProps): ReactNode {
  'use no memo'
  const { t } = useWords()
  const list = useRef<HTMLDivElement>(null)
  const focusedId = useRef<string | null>(null)
  const { columns, offset } = usePlace(list, view)
  const rows = Math.ceil(products.length / columns)
  // Its answers change without telling React's compiler, which is switched off for this component above.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scrollerOf(list.current),
    estimateSize: () => EXPECTED_HEIGHT_PIXELS[view],
    gap: GAP_PIXELS,
    scrollMargin: offset,
    overscan: ROWS_AHEAD,
    getItemKey: (row) => `${columns} ${products[row * columns]?.retailerId ?? row}`,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan)
      const last = Math.min(count - 1, endIndex + overscan)
      const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
      const index = focusedId.current === null ? -1 : products.findIndex((product) => product.retailerId === focusedId.current)
      const focused = Math.floor(index / columns)
      if (index < 0 || (focused >= first && focused <= last)) return shown
      return focused < first ? [focused, ...shown] : [...shown, focused]
    },
  })
  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more !== null && rows > 0 && lastShown >= rows - ROWS_AHEAD) more()
  }, [lastShown, rows, more])

  const onKeyDown = (event: KeyboardEvent): void => {
    const index = indexOf(event.target)
    if (index < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const to = cardAfter(event.code, { index, count: products.length, columns })
    if (to === null) return
    event.preventDefault()
    virtualizer.scrollToIndex(Math.floor(to / columns))
    focusSoon(list.current, to)
  }
  const onFocus = (event: FocusEvent): void => {
    focusedId.current = products[indexOf(event.target)]?.retailerId ?? null
  }
  const onBlur = (): void => {
    focusedId.current = null
  }
  return (
    // The arrow keys belong to the list, the cards inside hold the controls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={list}
      role="list"
      aria-label={t('catalog.title')}
      className={styles['list']}
      style={{ blockSize: `${virtualizer.getTotalSize()}px` }}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
      data-testid="catalog-list"
    >
      {items.map((row) => (
        <div
          key={row.key}
          ref={virtualizer.measureElement}
          role="presentation"
          data-index={row.index}
          className={styles['row']}
          style={{ transform: `translateY(${row.start - offset}px)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        >
          {products.slice(row.index * columns, (row.index + 1) * columns).map((product, at) => (
            <div
              key={product.retailerId}
              role="listitem"
              aria-posinset={row.index * columns + at + 1}
              aria-setsize={total}
              data-product={row.index * columns + at}
              className={styles['cell']}
            >
              {renderProduct(product)}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

/** A card far away is drawn only after the scrolling, which takes a few frames. */
const MOST_FRAMES = 20

/** Focuses the card with this index as soon as it is there. */
function focusSoon(list: HTMLElement | null, index: number, frames = MOST_FRAMES): void {
  requestAnimationFrame(() => {
    const card = list?.querySelector<HTMLElement>(`[data-product="${index}"] button`)
    if (card !== null && card !== undefined) card.focus()
    else if (frames > 0) focusSoon(list, index, frames - 1)
  })
}

/** The index of the product around an element; -1 outside of cards. */
const indexOf = (target: EventTarget): number =>
  Number((target instanceof HTMLElement ? target.closest<HTMLElement>('[data-product]')?.dataset['product'] : undefined) ?? -1)

type Place = { readonly columns: number; /** How far the list begins below the top of what scrolls, in pixels. */ readonly offset: number }

/** Measures how many columns there is room for, and where the list begins; both again when anything above or beside changes. */
function usePlace(list: RefObject<HTMLDivElement | null>, view: GridView): Place {
  const [place, setPlace] = useState<Place>({ columns: 1, offset: 0 })
  useLayoutEffect(() => {
    const element = list.current
    const pane = scrollerOf(element)
    if (element === null || pane === null) return undefined
    const measure = (): void => {
      const columns = view === 'list' ? 1 : columnsIn(element.clientWidth, CARD_WIDTH_PIXELS, GAP_PIXELS)
      const offset = Math.round(element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop)
      setPlace((before) => (before.columns === columns && before.offset === offset ? before : { columns, offset }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    if (element.previousElementSibling !== null) observer.observe(element.previousElementSibling)
    return () => observer.disconnect()
  }, [list, view])
  return place
}
