import { useEffect, useRef } from 'react'
import { useMay, type Needs } from '../../../ui/index.ts'

type ChatShortcut = {
  /** What it leads to; whoever may not do it leaves the key to others. */
  readonly needs?: Needs
  /** False leaves the key to others. */
  readonly act: () => boolean | void
}

/** Keys with Ctrl (Cmd on a mac) that belong to the open chat, wherever in it the focus is. */
export type ChatShortcuts = Readonly<
  Partial<
    Record<
      'Shift+KeyA' | 'Shift+KeyS' | 'Shift+KeyE' | 'Shift+KeyU' | 'Shift+KeyM' | 'Shift+KeyT' | 'KeyF' | 'KeyG' | 'Shift+KeyG',
      ChatShortcut
    >
  >
>

/** Hears them while the chat is open and no dialog or menu stands before it. */
export function useChatShortcuts(shortcuts: ChatShortcuts): void {
  const may = useMay()
  const actOf = (key: keyof ChatShortcuts): ChatShortcut['act'] | undefined => {
    const shortcut = shortcuts[key]
    return shortcut !== undefined && may(shortcut.needs) ? shortcut.act : undefined
  }
  const latest = useRef(actOf)
  useEffect(() => {
    latest.current = actOf
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.isComposing || event.keyCode === 229 || event.altKey || !(event.ctrlKey || event.metaKey)) return
      if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null) return
      const act = latest.current(`${event.shiftKey ? 'Shift+' : ''}${event.code}` as keyof ChatShortcuts)
      if (act === undefined || act() === false) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    // Before the keys of the window, so that Ctrl+F looks into this chat first.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
