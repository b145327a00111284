import { join } from 'node:path'

/** Where the parts of the app lie. */
export type AppPaths = {
  /** The folder that holds everything that was built. */
  readonly app: string
  readonly pages: string
  readonly preload: string
  readonly engine: string
  readonly simulator: string
  readonly icon: string
  readonly trayIcon: string
  /** The app's own data on this computer. */
  readonly data: string
}

/**
 * Finds the parts of the app.
 * @param app the folder of the app; an archive when it is packaged
 * @param data the app's own data folder
 */
export const findPaths = (app: string, data: string): AppPaths => {
  // A plain Node cannot read inside the archive, and native packages cannot be loaded from it: those parts lie beside it.
  const beside = app.replace(/app\.asar$/, 'app.asar.unpacked')
  return {
    app: beside,
    pages: join(app, 'out', 'renderer'),
    preload: join(app, 'out', 'preload', 'main-window.cjs'),
    engine: join(beside, 'out', 'engine', 'process.js'),
    simulator: join(beside, 'out', 'simulator', 'main.js'),
    icon: join(app, 'build', 'resources', 'icon.png'),
    trayIcon: join(app, 'build', 'resources', 'tray.png'),
    data,
  }
}
