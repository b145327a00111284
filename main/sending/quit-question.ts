import type { BrowserWindow, MessageBoxOptions } from 'electron'
import type { CallEngine, EngineState } from '../engine-host/index.ts'
import type { Translate } from '../translate.ts'

/** What the question needs from outside. */
export type QuitParts = {
  readonly engine: { readonly state: EngineState; readonly call: CallEngine }
  readonly window: () => BrowserWindow | undefined
  readonly translate: Translate
  readonly ask: (window: BrowserWindow | undefined, options: MessageBoxOptions) => Promise<{ readonly response: number }>
  readonly after: (delayMs: number, work: () => void) => () => void
}

const KEEP = 0
const QUIT = 1
/** An engine that does not answer keeps nobody from quitting. */
const ANSWER_MS = 2_000

/** Whether the app may quit: asks the person while something is being sent, and says what quitting does. */
export const mayQuit = async ({ engine, window, translate, ask, after }: QuitParts): Promise<boolean> => {
  const waiting = engine.state === 'ready' ? await waitingPeople(engine.call, after) : 0
  if (waiting === 0) return true
  const { response } = await ask(window(), {
    type: 'question',
    message: translate('quit.question'),
    detail: translate('quit.detail', { people: waiting }),
    buttons: [translate('quit.keep'), translate('quit.quit')],
    defaultId: KEEP,
    cancelId: KEEP,
  })
  return response === QUIT
}

const waitingPeople = (call: CallEngine, after: QuitParts['after']): Promise<number> =>
  new Promise((resolve) => {
    const forget = after(ANSWER_MS, () => resolve(0))
    void call('broadcast.now', {}).then((now) => {
      forget()
      resolve(now.ok ? now.value.running.reduce((sum, { waiting }) => sum + waiting, 0) : 0)
    })
  })
