import { useState } from 'react'
import { useCall, type CallInput, type CallOutput, type Reading } from '../../../bridge/index.ts'
import type { Content } from '../content.ts'
import { useSettled } from '../use-settled.ts'

type Wanted = CallInput<'broadcast.preview'>['for']
const SETTLED_MS = 250

/** The message as one person gets it, and a way to look at another one. */
export type Preview = {
  readonly reading: Reading<CallOutput<'broadcast.preview'>>
  readonly wanted: Wanted
  readonly show: (wanted: Wanted) => void
  /** People without a value of their own, by key of the variable; null while it is not counted yet. */
  readonly missing: (variable: string) => number | null
}

/** Renders the content as it is being written, a moment after each change. */
export function usePreview(content: Content): Preview {
  const [wanted, show] = useState<Wanted>({ kind: 'nth', index: 0 })
  const settled = useSettled(content, SETTLED_MS)
  const reading = useCall(
    'broadcast.preview',
    { content: settled, for: wanted },
    { isEnabled: settled.template.name !== '', keepPrevious: true },
  )
  const missing = (variable: string): number | null =>
    reading.data === undefined ? null : (reading.data.missing.find((one) => one.variable === variable)?.people ?? 0)
  return { reading, wanted, show, missing }
}
