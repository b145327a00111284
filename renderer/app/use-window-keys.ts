import { useEffect } from 'react'
import { useLock } from '../features/session/index.ts'
import { routes, useGo, useOverlays } from '../navigation/index.ts'
import { useMay, type Needs } from '../ui/index.ts'
import type { Section } from './sections.ts'
import { useSections } from './use-sections.ts'

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]'

const isShown = (element: HTMLElement): boolean => element.offsetParent !== null || element === document.body

/** Moves focus to the next pane that is on screen; panes are marked with `data-pane`. */
function cyclePanes(backwards: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(isShown)
  if (panes.length === 0) return
  const here = panes.findLastIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(here + (backwards ? -1 : 1) + panes.length) % panes.length] ?? panes[0]
  const first = [...(next?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].find(isShown)
  const wanted = next?.querySelector<HTMLElement>('[data-pane-first], [aria-current=page], [aria-current=true]') ?? first ?? next
  wanted?.focus()
}

const focusSearch = (): boolean => {
  const search = [...document.querySelectorAll<HTMLInputElement>('[data-pane-search]')].find(isShown)
  search?.focus()
  search?.select()
  return search !== undefined
}

type Ways = {
  readonly sections: readonly Section[]
  readonly may: (needs: Needs) => boolean
  readonly go: (path: string) => void
  readonly openPalette: () => void
  readonly openTill: () => void
  readonly lock: () => void
}

/** What a key does while Ctrl (Cmd on a mac) is held; false where there is nothing to do on this screen. */
const controlKeys: Readonly<Record<string, (ways: Ways) => boolean | void>> = {
  KeyK: ({ openPalette }) => openPalette(),
  KeyF: () => focusSearch(),
  KeyL: ({ lock }) => lock(),
  Comma: ({ go }) => go(routes.settings()),
  'Shift+KeyN': ({ go, may }) => (may('broadcast.draft') ? go(routes.newBroadcast()) : false),
  'Shift+KeyR': ({ openTill, may }) => (may('coupon.redeem') ? openTill() : false),
}

/** Does what a key with Ctrl means; false when it means nothing. */
function onControlKey(event: KeyboardEvent, ways: Ways): boolean {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
  const section = digit === undefined || event.shiftKey ? undefined : ways.sections[Number(digit) - 1]
  if (section !== undefined) {
    ways.go(section.path)
    return true
  }
  const act = controlKeys[`${event.shiftKey ? 'Shift+' : ''}${event.code}`]
  return act !== undefined && act(ways) !== false
}

const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/** The keys that work on every screen: F6 panes, Ctrl+1 to 9 sections, Ctrl+K palette, Ctrl+Shift+R till, Ctrl+F search, Ctrl+L lock, Ctrl+comma settings. */
export function useWindowKeys(openPalette: () => void): void {
  const go = useGo()
  const { open } = useOverlays()
  const lock = useLock()
  const may = useMay()
  const sections = useSections()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isComposing(event) || event.altKey || document.querySelector('[role=dialog], [role=alertdialog]') !== null) return
      if (event.code === 'F6') {
        event.preventDefault()
        cyclePanes(event.shiftKey)
        return
      }
      const ways: Ways = { sections, may, go, openPalette, lock, openTill: () => open({ kind: 'till' }) }
      if ((event.ctrlKey || event.metaKey) && onControlKey(event, ways)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [go, lock, may, open, openPalette, sections])
}
