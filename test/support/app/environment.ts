// What tests that open the real app find in their environment. `npm test`, `npm run e2e` and `npm run tour` prepare all of it; by
// hand: node build/scripts/with-app.mjs ENTRY.
//
//   SHOPBELL_ELECTRON      executable of the Electron to run the app in (official, or the stand-in)
//   SHOPBELL_APP_DIR       folder of the app: package.json and out/
//   SHOPBELL_ENGINE_NODE   the newer Node; the engine runs in it where Electron's own is too old
//   SHOPBELL_KEYRING       yes or no: whether a keychain answers
//   DISPLAY                where windows appear (Linux)
//   DBUS_SESSION_BUS_ADDRESS  the session bus with the keyring (Linux); must outlive the app
//
// The unpacked app itself also reads, for tests:
//
//   SHOPBELL_SIMULATOR_OPTIONS  further arguments for the demo shop's simulator, as a JSON list, e.g. ["--tempo=instant"]; --user-data-dir=FOLDER is an ordinary argument

/** What a test that opens the app must know. */
export type AppEnvironment = { readonly electron: string; readonly appFolder: string; readonly hasKeyring: boolean }

/** Reads the environment; throws with what to do when it was not prepared. */
export const readAppEnvironment = (): AppEnvironment => {
  const electron = process.env['SHOPBELL_ELECTRON']
  const appFolder = process.env['SHOPBELL_APP_DIR']
  if (electron === undefined || appFolder === undefined) {
    throw new Error('The app cannot be opened from here. Run: node build/scripts/with-app.mjs build/scripts/run-e2e.ts')
  }
  return { electron, appFolder, hasKeyring: process.env['SHOPBELL_KEYRING'] !== 'no' }
}
