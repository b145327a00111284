import { useAdoptShell, useMutationCall, type AppError, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useToast } from '../../ui/index.ts'
import { openingOf, type OpeningWith } from './opening-field.tsx'

type Contents = CallOutput<'backup.inspect'>

/** A file that somebody chose, or one of the shop's own backups by its name, which only an open shop knows. */
export type Source = { readonly file: string } | { readonly fileName: string }

type Looking = {
  readonly look: (source: Source, opening: OpeningWith) => Promise<Contents | null>
  readonly isRunning: boolean
  readonly error: AppError | null
}

/** Looks into the file through the engine of the open shop, or through one that main starts for it. */
export function useLooking(isShopOpen: boolean): Looking {
  const inShop = useMutationCall('backup.inspect')
  const before = useMutationCall('shell.inspectBackup')
  return {
    async look(source, opening) {
      const given = openingOf(opening)
      const result = await ('fileName' in source || isShopOpen ? inShop.run({ ...source, ...given }) : before.run({ ...source, ...given }))
      return result.ok ? result.value : null
    },
    isRunning: inShop.isRunning || before.isRunning,
    error: inShop.error ?? before.error,
  }
}

type Restoring = {
  readonly restore: (source: Source, opening: OpeningWith) => Promise<void>
  readonly isRunning: boolean
  readonly error: AppError | null
}

/** Puts a backup in place, the same two ways; the dialog is closed by then. */
export function useRestoring(isShopOpen: boolean, onClose: () => void): Restoring {
  const { t } = useWords()
  const toast = useToast()
  const adopt = useAdoptShell()
  const inShop = useMutationCall('backup.restore')
  const before = useMutationCall('shell.restoreShop')
  const done = (): void => {
    onClose()
    toast({ text: t('backup.restore.done') })
  }
  return {
    async restore(source, opening) {
      const given = openingOf(opening)
      if ('fileName' in source || isShopOpen) {
        if ((await inShop.run({ ...source, ...given })).ok) done()
        return
      }
      const result = await before.run({ ...source, ...given })
      if (!result.ok) return
      done()
      adopt(result.value.shell)
    },
    isRunning: inShop.isRunning || before.isRunning,
    error: inShop.error ?? before.error,
  }
}
