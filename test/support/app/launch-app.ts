import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { CallInput, CallOutput, WindowCallName } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import { answerQuestion } from './dialogs.ts'
import { readAppEnvironment } from './environment.ts'

/** How the app is opened; everything may be left out. */
export type LaunchOptions = {
  /** The app's own data; a fresh folder that is removed at the end, unless one is given. */
  readonly dataFolder?: string
  /** Further arguments for the demo shop's simulator; unless told people are instant, and nothing answers them by itself. */
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
  /** Begins to list them anew. */
  forgetPageErrors(): void
  /** Makes a call the way the screens do, through the preload. */
  call<N extends WindowCallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>
  /** Closes the app, and removes its data unless the test gave the folder. */
  close(): Promise<void>
}

/** Long enough for a machine at a tenth of its speed; what takes longer hangs. */
const START_LIMIT_MS = 120_000
/** A first start is given up earlier, because it may be one of those that hang. */
const FIRST_WINDOW_MS = 45_000
/** The button of the question before quitting that quits. */
const QUIT = 1

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
  const simulatorOptions = JSON.stringify(options.simulatorOptions ?? ['--tempo=instant', '--quiet-shop'])
  const language = options.language === undefined ? {} : { LANG: options.language, LANGUAGE: options.language, LC_ALL: options.language }
  // Without a path of ours, Playwright takes the electron package's word for where Electron is, and holds the app back until it
  // listens; with one it does not, and a page that loads at that very moment is never seen (about one launch in 25).
  return _electron.launch({
    args: [appFolder, `--user-data-dir=${dataFolder}`, '--disable-gpu', ...(options.parameters ?? [])],
    cwd: appFolder,
    env: { ...(process.env as Record<string, string>), ...language, SHOPBELL_SIMULATOR_OPTIONS: simulatorOptions },
    timeout: START_LIMIT_MS,
  })
}

/** Ends a program and waits until it is gone: while it is there, another one with the same data only calls it to the front. */
async function killed(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return
  const gone = once(program, 'exit')
  program.kill('SIGKILL')
  await gone
}

/**
 * Starts the app and waits for its window. On a busy machine about one start in 200 never gets as far as "ready" while a debugger is
 * attached to it (seen with Electron 33), so a first start without a window is given up and said aloud; a second fails.
 */
const startWithWindow = async (dataFolder: string, options: LaunchOptions) => {
  const first = await start(dataFolder, options)
  try {
    return { app: first, page: await first.firstWindow({ timeout: FIRST_WINDOW_MS }) }
  } catch {
    console.error(`The app showed no window within ${FIRST_WINDOW_MS / 1000} s and is started once more.`)
    await killed(first.process())
  }
  const second = await start(dataFolder, options)
  return { app: second, page: await second.firstWindow({ timeout: START_LIMIT_MS }) }
}

/** Opens the built app in the real Electron, with data of its own. */
export const launchApp = async (options: LaunchOptions = {}): Promise<OpenApp> => {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'shopbell-app-'))
  const { app, page } = await startWithWindow(dataFolder, options)
  page.setDefaultTimeout(START_LIMIT_MS)
  const pageErrors = watchErrors(page)
  // The window is there a moment before its page: until then nobody answers a call.
  await page.waitForFunction(() => 'shopbell' in globalThis && (document.querySelector('#root')?.childElementCount ?? 0) > 0)
  // Asked for now: an app that has ended no longer tells its process.
  const process = app.process()
  return {
    app,
    page,
    dataFolder,
    pageErrors,
    forgetPageErrors: () => void pageErrors.splice(0),
    call: <N extends WindowCallName>(name: N, input: CallInput<N>) =>
      page.evaluate(([wanted, given]) => (globalThis as unknown as PageWithApi).shopbell.call(wanted, given), [
        name,
        input,
      ] as const) as Promise<Result<CallOutput<N>>>,
    close: async () => {
      // Whoever quits while something is being sent is asked; a test at its end wants to quit. A test may have ended the app already.
      if (process.exitCode === null && process.signalCode === null && !page.isClosed()) await answerQuestion(app, QUIT)
      await app.close()
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}
