import { useState } from 'react'
import { takeDropped, useMutationCall, type AppError } from '../../../bridge/index.ts'
import type { OpenDialog } from '../types.ts'
import { sortDropped } from './photo-names.ts'

type Files = {
  readonly takeFiles: (files: readonly File[]) => void
  readonly chooseTable: () => void
  readonly isReading: boolean
  readonly error: AppError | null
  /** True after something was dropped that products are not made of. */
  readonly isUseless: boolean
}

/** Reads tables and photos, dropped or chosen, and opens what shows them. */
export function useFiles(onOpen: (dialog: OpenDialog) => void): Files {
  const importing = useMutationCall('catalog.importFile')
  const choosing = useMutationCall('shell.chooseFile')
  const [refused, setRefused] = useState<AppError | null>(null)
  const [isUseless, setUseless] = useState(false)
  const read = async (file: { readonly handle: string; readonly name: string }): Promise<void> => {
    const result = await importing.run({ file: file.handle })
    if (result.ok) onOpen({ kind: 'imported', fileName: file.name, imported: result.value })
  }
  const readDropped = async (file: File): Promise<void> => {
    const taken = await takeDropped(file)
    setRefused(taken.ok ? null : taken.error)
    if (taken.ok) await read(taken.value)
  }
  const chooseTable = async (): Promise<void> => {
    setRefused(null)
    const chosen = await choosing.run({ purpose: 'import-products' })
    if (chosen.ok && chosen.value !== null) await read(chosen.value)
  }
  const takeFiles = (files: readonly File[]): void => {
    const dropped = sortDropped(files)
    setUseless(dropped.kind === 'other' && files.length > 0)
    if (dropped.kind === 'table') void readDropped(dropped.file)
    if (dropped.kind === 'photos') onOpen({ kind: 'photos', files: dropped.files })
  }
  return {
    takeFiles,
    chooseTable: () => void chooseTable(),
    isReading: importing.isRunning || choosing.isRunning,
    error: refused ?? importing.error ?? choosing.error,
    isUseless,
  }
}
