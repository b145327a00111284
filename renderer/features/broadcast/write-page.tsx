import { useState, type ReactNode } from 'react'
import { Starting } from './wizard/starting.tsx'
import { Wizard, type FirstDraft } from './wizard/wizard.tsx'

type Approved = { readonly broadcastId: string; readonly name: string; readonly people: number }
type WritePageProps = { readonly first: FirstDraft; readonly onDone: (broadcastId: string) => void }

/** A draft until it is approved, then the seconds before it starts. */
export function WritePage({ first, onDone }: WritePageProps): ReactNode {
  const [approved, setApproved] = useState<Approved | null>(null)
  if (approved === null) return <Wizard first={first} onApproved={setApproved} />
  return <Starting {...approved} onDone={() => onDone(approved.broadcastId)} />
}
