import type { CallInput, CallOutput, EventData, WindowCallName, WindowEventName } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import { askForProof } from './proof.ts'

/** What the preload puts on the window, and nothing else. */
type WindowApi = {
  call(name: string, input: unknown): Promise<Result<unknown>>
  subscribe(event: string, listener: (data: unknown) => void): () => void
  takeDropped(file: File): Promise<Result<unknown>>
}

declare global {
  interface Window {
    readonly shopbell: WindowApi
  }
}

/**
 * Makes one call to the engine or to the shell.
 * @returns the value or the expected failure; never throws for a failure that the contract knows
 */
export async function call<N extends WindowCallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
  const first = await callOnce(name, input)
  // Acts that ask again are made once more as soon as somebody has proved who they are.
  return !first.ok && first.error.code === 'proof-needed' && (await askForProof()) ? callOnce(name, input) : first
}

async function callOnce<N extends WindowCallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
  // The receiver checks input and output against the same schemas, so the shape is theirs to promise.
  return (await window.shopbell.call(name, input)) as Result<CallOutput<N>>
}

/**
 * Listens to one event.
 * @returns how to stop listening
 */
export function subscribe<N extends WindowEventName>(event: N, listener: (data: EventData<N>) => void): () => void {
  return window.shopbell.subscribe(event, (data) => {
    listener(data as EventData<N>)
  })
}

/**
 * Gives a handle for a file that the person dropped on the page, like one chosen in a dialog.
 * @returns `file-missing` for anything that is no plain file on this computer
 */
export async function takeDropped(file: File): Promise<Result<NonNullable<CallOutput<'shell.chooseFile'>>>> {
  return (await window.shopbell.takeDropped(file)) as Result<NonNullable<CallOutput<'shell.chooseFile'>>>
}
