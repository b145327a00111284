import { useEffect } from 'react'
import { routes, useGo } from '../navigation/index.ts'
import { sections } from './sections.ts'

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

type Go = (path: string) => void

/** What a key with Ctrl (Cmd on a mac) does; false when it means nothing. */
function onControlKey(event: KeyboardEvent, go: Go, openPalette: () => void): boolean {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
  const section = digit === undefined || event.shiftKey ? undefined : sections[Number(digit) - 1]
  if (section !== undefined) {
    go(section.path)
    return true
  }
  switch (`${event.shiftKey ? 'Shift+' : ''}${event.code}`) {
    case 'KeyK':
      openPalette()
      return true
    case 'KeyF':
      return focusSearch()
    case 'Comma':
      go(routes.settings())
      return true
    case 'Shift+KeyN':
      go(routes.newBroadcast())
      return true
    default:
      return false
  }
}

const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/** The keys that work on every screen: F6 panes, Ctrl+1 to 9 sections, Ctrl+K palette, Ctrl+F search, Ctrl+comma settings. */
export function useWindowKeys(openPalette: () => void): void {
  const go = useGo()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isComposing(event) || event.altKey || document.querySelector('[role=dialog], [role=alertdialog]') !== null) return
      if (event.code === 'F6') {
        event.preventDefault()
        cyclePanes(event.shiftKey)
        return
      }
      if ((event.ctrlKey || event.metaKey) && onControlKey(event, go, openPalette)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [go, openPalette])
}
