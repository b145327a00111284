import { Menu, Tray } from 'electron'
import type { Translate } from '../translate.ts'

/** What the tray's menu does. */
export type TrayActions = { readonly open: () => void; readonly quit: () => void }

/** The small bell beside the clock. */
export type AppTray = { readonly setWords: () => void }

/**
 * Puts the bell into the tray.
 * @param icon path of a small picture
 */
export const createTray = (icon: string, translate: Translate, actions: TrayActions): AppTray => {
  const tray = new Tray(icon)
  const setWords = (): void => {
    tray.setToolTip(translate('tray.tooltip'))
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: translate('tray.open'), click: actions.open },
        { type: 'separator' },
        { label: translate('menu.quit'), click: actions.quit },
      ]),
    )
  }
  tray.on('click', actions.open)
  setWords()
  return { setWords }
}
