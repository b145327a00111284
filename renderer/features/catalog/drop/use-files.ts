import { useState } from 'react'
import { useFileTaking, useMutationCall, type AppError } from '../../../bridge/index.ts'
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
  const [isUseless, setUseless] = useState(false)
  const read = async (file: { readonly handle: string; readonly name: string }): Promise<void> => {
    const result = await importing.run({ file: file.handle })
    if (result.ok) onOpen({ kind: 'imported', fileName: file.name, imported: result.value })
  }
  const table = useFileTaking('import-products', (file) => void read(file))
  const takeFiles = (files: readonly File[]): void => {
    const dropped = sortDropped(files)
    setUseless(dropped.kind === 'other' && files.length > 0)
    if (dropped.kind === 'table') table.take(dropped.file)
    if (dropped.kind === 'photos') onOpen({ kind: 'photos', files: dropped.files })
  }
  return {
    takeFiles,
    chooseTable: table.choose,
    isReading: importing.isRunning || table.isChoosing,
    error: table.error ?? importing.error,
    isUseless,
  }
}
