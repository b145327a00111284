import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Translate, WordKey } from '../translate.ts'

/** A menu item that the system carries out, in our words. */
const item = (translate: Translate, key: WordKey, role: NonNullable<MenuItemConstructorOptions['role']>): MenuItemConstructorOptions => ({
  role,
  label: translate(key),
})

const separator: MenuItemConstructorOptions = { type: 'separator' }

/**
 * Sets the application menu in the language of the moment.
 * @param devTools adds what only developers need; never in a packaged app
 */
export const setApplicationMenu = (translate: Translate, { devTools }: { readonly devTools: boolean }): void => {
  const entry = (key: WordKey, role: NonNullable<MenuItemConstructorOptions['role']>) => item(translate, key, role)
  const isMac = process.platform === 'darwin'
  const own: MenuItemConstructorOptions = {
    label: 'Shopbell',
    submenu: [entry('menu.about', 'about'), separator, entry('menu.hide', 'hide'), separator, entry('menu.quit', 'quit')],
  }
  const developer = devTools ? [separator, entry('menu.reload', 'reload'), entry('menu.developerTools', 'toggleDevTools')] : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [own] : []),
      { label: translate('menu.file'), submenu: [entry('menu.close', 'close'), ...(isMac ? [] : [separator, entry('menu.quit', 'quit')])] },
      {
        label: translate('menu.edit'),
        submenu: [
          entry('menu.undo', 'undo'),
          entry('menu.redo', 'redo'),
          separator,
          entry('menu.cut', 'cut'),
          entry('menu.copy', 'copy'),
          entry('menu.paste', 'paste'),
          entry('menu.selectAll', 'selectAll'),
        ],
      },
      {
        label: translate('menu.view'),
        submenu: [
          entry('menu.zoomIn', 'zoomIn'),
          entry('menu.zoomOut', 'zoomOut'),
          entry('menu.actualSize', 'resetZoom'),
          separator,
          entry('menu.fullScreen', 'togglefullscreen'),
          ...developer,
        ],
      },
      { label: translate('menu.window'), submenu: [entry('menu.minimize', 'minimize')] },
    ]),
  )
}
