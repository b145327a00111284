import type { ReactNode } from 'react'
import { ImportedDialog } from './drop/imported-dialog.tsx'
import { PhotosDialog } from './drop/photos-dialog.tsx'
import { LinkDialog } from './link/link-dialog.tsx'
import { ProductDialog } from './product/product-dialog.tsx'
import { DiscardDialog } from './publish/draft-strip.tsx'
import { ReviewDialog } from './publish/review-dialog.tsx'
import { RemoveSetDialog } from './sets/remove-set-dialog.tsx'
import { SetDialog } from './sets/set-dialog.tsx'
import type { OpenDialog } from './types.ts'

type DialogsProps = {
  readonly dialog: OpenDialog | null
  readonly draftCount: number
  readonly onOpen: (dialog: OpenDialog | null) => void
  readonly onChooseSet: (setId: string | null) => void
}

/** The dialog that stands above the catalog, if one does. */
export function Dialogs({ dialog, draftCount, onOpen, onChooseSet }: DialogsProps): ReactNode {
  const close = (): void => onOpen(null)
  const review = (): void => onOpen({ kind: 'review' })
  const edit = (retailerId: string): void => onOpen({ kind: 'product', retailerId })
  switch (dialog?.kind) {
    case undefined:
      return null
    case 'product':
      return <ProductDialog key={dialog.retailerId ?? ''} retailerId={dialog.retailerId} onClose={close} />
    case 'review':
      return <ReviewDialog onClose={close} onEdit={edit} />
    case 'discard':
      return <DiscardDialog count={draftCount} onClose={close} />
    case 'set':
      return <SetDialog set={dialog.set} onClose={close} onSaved={({ setId }) => onChooseSet(setId)} />
    case 'remove-set':
      return <RemoveSetDialog set={dialog.set} onClose={close} onRemoved={() => onChooseSet(null)} />
    case 'link':
      return <LinkDialog onClose={close} />
    case 'imported':
      return <ImportedDialog fileName={dialog.fileName} imported={dialog.imported} onClose={close} onReview={review} />
    case 'photos':
      return <PhotosDialog files={dialog.files} onClose={close} />
  }
}
