import type { CallInput } from '#contract/ipc/index.ts'
import type { AppError } from '#contract/kernel/result.ts'
import { useMutationCall } from '../bridge/index.ts'

type Purpose = CallInput<'shell.chooseTarget'>['purpose']

type Printing = {
  readonly suggestedName: string
  /** What kind of page it is; a report unless told. */
  readonly purpose?: Purpose
  readonly html: () => string
  readonly done: () => void
}

type Saving = {
  /** Asks where to save, then writes there; nothing happens when the person leaves the dialog. */
  readonly save: (purpose: Purpose, suggestedName: string, write: (target: string) => Promise<boolean>) => void
  /** Saves a page as a PDF. */
  readonly print: (printing: Printing) => void
  readonly isBusy: boolean
  readonly error: AppError | null
}

/** Saves files where the person says. */
export function useSaving(): Saving {
  const choosing = useMutationCall('shell.chooseTarget')
  const printing = useMutationCall('shell.printPage')
  const save = async (purpose: Purpose, suggestedName: string, write: (target: string) => Promise<boolean>): Promise<void> => {
    const target = await choosing.run({ purpose, suggestedName })
    if (target.ok && target.value !== null) await write(target.value.handle)
  }
  const printTo = async (target: string, html: string, done: () => void): Promise<boolean> => {
    const printed = await printing.run({ target, html })
    if (printed.ok) done()
    return printed.ok
  }
  return {
    save: (purpose, suggestedName, write) => void save(purpose, suggestedName, write),
    print: ({ suggestedName, purpose = 'print-page', html, done }) =>
      void save(purpose, suggestedName, (target) => printTo(target, html(), done)),
    isBusy: choosing.isRunning || printing.isRunning,
    error: choosing.error ?? printing.error,
  }
}
