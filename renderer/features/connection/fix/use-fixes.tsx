import { useCallback, useState, type ReactNode } from 'react'
import { routes, useGo } from '../../../navigation/index.ts'
import type { Fix, FixDialog } from '../fixes.ts'
import { openMetaPage } from '../open-page.ts'
import type { CheckName } from '../types.ts'
import { AppSecretDialog } from './app-secret-dialog.tsx'
import { CatalogDialog } from './catalog-dialog.tsx'
import type { FixDialogProps } from './fix-dialog-props.ts'
import { ReceivingDialog } from './receiving-dialog.tsx'
import { RegisterDialog } from './register-dialog.tsx'
import { ReplaceKeyDialog } from './replace-key-dialog.tsx'
import { VersionDialog } from './version-dialog.tsx'

type UseFixesOptions = {
  readonly onFixed: (checks: readonly CheckName[]) => void
  /** The dialog that stands open from the beginning. */
  readonly first?: FixDialog | null
  readonly onClosed?: () => void
}

/** Starts what puts a thing right; `dialog` is drawn by the screen that asked. */
export function useFixes({ onFixed, first = null, onClosed }: UseFixesOptions): { start: (fix: Fix) => void; dialog: ReactNode } {
  const go = useGo()
  const [open, setOpen] = useState<FixDialog | null>(first)
  const start = useCallback(
    (fix: Fix) => {
      if (fix.kind === 'dialog') setOpen(fix.dialog)
      else if (fix.kind === 'page') openMetaPage(fix.page)
      else go(fix.screen === 'prices' ? routes.settingsPage('prices') : routes.settings())
    },
    [go],
  )
  const close = (): void => {
    setOpen(null)
    onClosed?.()
  }
  const fixed = (checks: readonly CheckName[]): void => {
    close()
    onFixed(checks)
  }
  return { start, dialog: open === null ? null : <OpenFix dialog={open} onClose={close} onFixed={fixed} /> }
}

function OpenFix({ dialog, ...props }: FixDialogProps & { readonly dialog: FixDialog }): ReactNode {
  switch (dialog) {
    case 'key':
      return <ReplaceKeyDialog {...props} />
    case 'app-secret':
      return <AppSecretDialog {...props} />
    case 'register':
      return <RegisterDialog {...props} />
    case 'receiving':
      return <ReceivingDialog {...props} />
    case 'catalog':
      return <CatalogDialog {...props} />
    case 'version':
      return <VersionDialog {...props} />
  }
}
