import { Menu, Tray } from 'electron'
import type { Translate } from '../translate.ts'

/** What the tray's menu does. */
export type TrayActions = { readonly open: () => void; readonly quit: () => void }

/** The small bell beside the clock. */
export type AppTray = {
  readonly setWords: () => void
  /** A line above the rest that can not be clicked: what is being sent. */
  readonly setLine: (line: string | null) => void
}

/**
 * Puts the bell into the tray.
 * @param icon path of a small picture
 */
export const createTray = (icon: string, translate: Translate, actions: TrayActions): AppTray => {
  const tray = new Tray(icon)
  let line: string | null = null
  const setWords = (): void => {
    const name = translate('tray.tooltip')
    tray.setToolTip(line === null ? name : `${name}\n${line}`)
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...(line === null ? [] : [{ label: line, enabled: false }]),
        { label: translate('tray.open'), click: actions.open },
        { type: 'separator' },
        { label: translate('menu.quit'), click: actions.quit },
      ]),
    )
  }
  tray.on('click', actions.open)
  setWords()
  return {
    setWords,
    setLine: (told) => {
      // Menus are made anew for each change, so only for a change.
      if (told === line) return
      line = told
      setWords()
    },
  }
}
