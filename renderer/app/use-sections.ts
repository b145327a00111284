import { useMemo } from 'react'
import { useMay } from '../ui/index.ts'
import { sections, type Section } from './sections.ts'

/** The sections of which whoever sits here may see something; Ctrl+1 to Ctrl+9 follow their order. */
export function useSections(): readonly Section[] {
  const may = useMay()
  return useMemo(() => sections.filter(({ needs }) => may(needs)), [may])
}
