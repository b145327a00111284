import type { CallOutput, ParsedInput, WindowCallName } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { chooseFile, chooseFolder, chooseTarget, showFile, type FileDialogParts } from './files.ts'
import { openLink } from './links.ts'
import { printPage } from './print-page.ts'
import type { Preferences } from '../preferences/index.ts'
import type { ShellState } from './shell-state.ts'
import type { VaultOpener } from './vault-opener.ts'

type ShellCallName = Extract<WindowCallName, `shell.${string}`>
type Answers = { readonly [N in ShellCallName]: (input: ParsedInput<N>) => Promise<Result<CallOutput<N>>> }

/** What the shell's own calls need. */
export type ShellCallParts = FileDialogParts & {
  readonly vaults: VaultOpener
  readonly state: () => Promise<ShellState>
  /** Lets the page listen, for as long as it takes to begin a recording. */
  readonly microphone: { open(): Promise<boolean>; shut(): void }
  readonly changePreferences: (changes: ParsedInput<'shell.setPreferences'>) => Preferences
}

/** The answers to the shell's own calls; their inputs were checked at the door. */
const createAnswers = (parts: ShellCallParts): Answers => {
  const withState = async (result: Result<unknown>): Promise<Result<ShellState>> => (result.ok ? ok(await parts.state()) : result)
  return {
    'shell.state': async () => ok(await parts.state()),
    'shell.setPreferences': async (changes) => ok(parts.changePreferences(changes)),
    'shell.openDemo': async () => withState(await parts.vaults.openDemo()),
    'shell.createShop': async (input) => withState(await parts.vaults.createShop(input)),
    'shell.openShop': async (input) => withState(await parts.vaults.openShop(input)),
    'shell.leaveVault': async () => {
      await parts.vaults.leave()
      return ok(await parts.state())
    },
    'shell.chooseFile': (input) => chooseFile(parts, input),
    'shell.chooseFolder': () => chooseFolder(parts),
    'shell.chooseTarget': (input) => chooseTarget(parts, input),
    'shell.showFile': async ({ handle }) => showFile(parts, handle),
    'shell.setRecording': async ({ isRecording }) => {
      if (!isRecording) parts.microphone.shut()
      return ok({ isAllowed: isRecording ? await parts.microphone.open() : false })
    },
    'shell.openLink': ({ url }) => openLink(parts, url),
    'shell.printPage': async ({ target, html }) => {
      const path = parts.handles.resolve(target, 'write')
      return path.ok ? printPage(path.value, html) : path
    },
  }
}

/** Makes the function that answers the shell's own calls. */
export const createShellCalls = (parts: ShellCallParts): ((name: string, input: unknown) => Promise<Result<unknown>>) => {
  const answers: Readonly<Record<string, (input: never) => Promise<Result<unknown>>>> = createAnswers(parts)
  return async (name, input) => answers[name]?.(input as never) ?? fail('call-unknown')
}
