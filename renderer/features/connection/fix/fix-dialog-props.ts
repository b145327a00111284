import type { CheckName } from '../types.ts'

/** What a dialog that puts something right needs: how to close, and whom to tell which checks may stand better now. */
export type FixDialogProps = { readonly onClose: () => void; readonly onFixed: (checks: readonly CheckName[]) => void }
