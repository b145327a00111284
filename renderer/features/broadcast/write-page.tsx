import { useState, type ReactNode } from 'react'
import type { Time } from './time/plan-form.ts'
import { Planning } from './wizard/planning.tsx'
import { Starting } from './wizard/starting.tsx'
import { Wizard, type FirstDraft } from './wizard/wizard.tsx'

type Approved = { readonly broadcastId: string; readonly name: string; readonly people: number; readonly time: Time }
type WritePageProps = { readonly first: FirstDraft; readonly onDone: (broadcastId: string) => void }

/** A draft until it is approved, then the seconds before it starts, or its plan. */
export function WritePage({ first, onDone }: WritePageProps): ReactNode {
  const [approved, setApproved] = useState<Approved | null>(null)
  if (approved === null) return <Wizard first={first} onApproved={setApproved} />
  const { broadcastId, name, people, time } = approved
  const done = (): void => onDone(broadcastId)
  return time.kind === 'at' ? (
    <Planning broadcastId={broadcastId} name={name} time={time} onDone={done} />
  ) : (
    <Starting broadcastId={broadcastId} name={name} people={people} onDone={done} />
  )
}
