import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { CallInput, CallOutput, WindowCallName } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import { readAppEnvironment } from './environment.ts'

/** How the app is opened; everything may be left out. */
export type LaunchOptions = {
  /** The app's own data; a fresh folder that is removed at the end, unless one is given. */
  readonly dataFolder?: string
  /** Further arguments for the demo shop's simulator; instant people unless told. */
  readonly simulatorOptions?: readonly string[]
  /** Language of the system for a first start, such as zh_TW.UTF-8. */
  readonly language?: string
  /** Further arguments for the app. */
  readonly parameters?: readonly string[]
}

/** The open app in the hands of a test. */
export type OpenApp = {
  readonly app: ElectronApplication
  readonly page: Page
  readonly dataFolder: string
  /** What went wrong in the page so far: errors nobody caught, and errors written to the console. */
  readonly pageErrors: readonly string[]
  /** Makes a call the way the screens do, through the preload. */
  call<N extends WindowCallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>
  /** Closes the app, and removes its data unless the test gave the folder. */
  close(): Promise<void>
}

type PageWithApi = { readonly shopbell: { call(name: string, input: unknown): Promise<unknown> } }

const watchErrors = (page: Page): string[] => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return errors
}

const start = (dataFolder: string, options: LaunchOptions): Promise<ElectronApplication> => {
  const { appFolder } = readAppEnvironment()
  const simulatorOptions = JSON.stringify(options.simulatorOptions ?? ['--tempo=instant'])
  const language = options.language === undefined ? {} : { LANG: options.language, LANGUAGE: options.language, LC_ALL: options.language }
  // Without a path of ours, Playwright takes the electron package's word for where Electron is, and holds the app back until it
  // listens; with one it does not, and a page that loads at that very moment is never seen (about one launch in 25).
  return _electron.launch({
    args: [appFolder, `--user-data-dir=${dataFolder}`, '--disable-gpu', ...(options.parameters ?? [])],
    cwd: appFolder,
    env: { ...(process.env as Record<string, string>), ...language, SHOPBELL_SIMULATOR_OPTIONS: simulatorOptions },
    timeout: 30_000,
  })
}

/** Opens the built app in the real Electron, with data of its own. */
export const launchApp = async (options: LaunchOptions = {}): Promise<OpenApp> => {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'shopbell-app-'))
  const app = await start(dataFolder, options)
  const page = await app.firstWindow()
  const pageErrors = watchErrors(page)
  return {
    app,
    page,
    dataFolder,
    pageErrors,
    call: <N extends WindowCallName>(name: N, input: CallInput<N>) =>
      page.evaluate(([wanted, given]) => (globalThis as unknown as PageWithApi).shopbell.call(wanted, given), [
        name,
        input,
      ] as const) as Promise<Result<CallOutput<N>>>,
    close: async () => {
      await app.close()
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}
