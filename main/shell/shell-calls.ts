import type { CallOutput, ParsedInput, WindowCallName } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { chooseFile, chooseFolder, chooseTarget, showFile, type FileDialogParts } from './files.ts'
import { openLink } from './links.ts'
import { printPage } from './print-page.ts'
import type { SupportReport } from '../diagnostics/index.ts'
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
  readonly writeSupportReport: (target: string) => Result<SupportReport>
  /** Copies something that must not stay in the clipboard. */
  readonly copySecret: (text: string) => Promise<void>
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
    ...createRescueAnswers(parts),
    'shell.leaveVault': async () => {
      await parts.vaults.leave()
      return ok(await parts.state())
    },
    'shell.chooseFile': (input) => chooseFile(parts, input),
    'shell.chooseFolder': (input) => chooseFolder(parts, input),
    'shell.chooseTarget': (input) => chooseTarget(parts, input),
    'shell.writeSupportReport': async ({ target }) => {
      const path = parts.handles.resolve(target, 'write')
      if (!path.ok) return path
      const written = parts.writeSupportReport(path.value)
      return written.ok ? ok({ ...written.value, entries: [...written.value.entries] }) : written
    },
    'shell.showFile': async ({ handle }) => showFile(parts, handle),
    'shell.setRecording': async ({ isRecording }) => {
      if (!isRecording) parts.microphone.shut()
      return ok({ isAllowed: isRecording ? await parts.microphone.open() : false })
    },
    'shell.copySecret': async ({ text }) => {
      await parts.copySecret(text)
      return ok({})
    },
    'shell.openLink': ({ url }) => openLink(parts, url),
    'shell.printPage': async ({ target, html }) => {
      const path = parts.handles.resolve(target, 'write')
      return path.ok ? printPage(path.value, html) : path
    },
  }
}

type RescueAnswers = Pick<Answers, 'shell.inspectBackup' | 'shell.restoreShop' | 'shell.rescueShop'>

/** What is done before a shop is open: a backup looked into or restored, a damaged shop rescued. */
const createRescueAnswers = ({ vaults, handles, state }: ShellCallParts): RescueAnswers => ({
  'shell.inspectBackup': async ({ file, ...opening }) => {
    const path = handles.resolve(file, 'read')
    return path.ok ? vaults.inspectBackup({ file: path.value, ...opening }) : path
  },
  'shell.restoreShop': async ({ file, ...opening }) => {
    const path = handles.resolve(file, 'read')
    if (!path.ok) return path
    const restored = await vaults.restoreShop({ file: path.value, ...opening })
    if (!restored.ok) return restored
    const { contents, setAside } = restored.value
    return ok({ shell: await state(), contents, setAside })
  },
  'shell.rescueShop': async (input) => {
    const rescued = await vaults.rescueShop(input)
    return rescued.ok ? ok({ shell: await state(), report: rescued.value }) : rescued
  },
})

/** Makes the function that answers the shell's own calls. */
export const createShellCalls = (parts: ShellCallParts): ((name: string, input: unknown) => Promise<Result<unknown>>) => {
  const answers: Readonly<Record<string, (input: never) => Promise<Result<unknown>>>> = createAnswers(parts)
  return async (name, input) => answers[name]?.(input as never) ?? fail('call-unknown')
}
