import { useState } from 'react'
import type { CallInput, CallOutput } from '#contract/ipc/index.ts'
import type { AppError } from '#contract/kernel/result.ts'
import { useMutationCall } from './hooks.ts'
import { takeDropped } from './window-api.ts'

type TakenFile = NonNullable<CallOutput<'shell.chooseFile'>>

type FileTaking = {
  /** Asks for a file in the system's dialog. */
  readonly choose: () => void
  /** Takes a file that was dropped on the page. */
  readonly take: (file: File) => void
  readonly isChoosing: boolean
  /** Why the last file could not be taken. */
  readonly error: AppError | null
}

/**
 * Takes one file of this computer, chosen or dropped, and gives its handle to `onFile`.
 * @param purpose which files the dialog offers
 */
export function useFileTaking(purpose: CallInput<'shell.chooseFile'>['purpose'], onFile: (file: TakenFile) => void): FileTaking {
  const choosing = useMutationCall('shell.chooseFile')
  const [refused, setRefused] = useState<AppError | null>(null)
  const choose = async (): Promise<void> => {
    setRefused(null)
    const chosen = await choosing.run({ purpose })
    if (chosen.ok && chosen.value !== null) onFile(chosen.value)
  }
  const take = async (file: File): Promise<void> => {
    choosing.reset()
    const taken = await takeDropped(file)
    setRefused(taken.ok ? null : taken.error)
    if (taken.ok) onFile(taken.value)
  }
  return {
    choose: () => void choose(),
    take: (file) => void take(file),
    isChoosing: choosing.isRunning,
    error: refused ?? choosing.error,
  }
}
