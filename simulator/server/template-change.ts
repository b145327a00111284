import { z } from 'zod'
import type { World } from '../behaviour/world.ts'
import { QUALITY_PAUSES, pauseForPacing, pauseForQuality, setCategory, setStatus } from './graph/templates/life.ts'

/** A wish to change one template: its state, its category, or both. */
export const templateChangeSchema = z.strictObject({
  name: z.string(),
  language: z.string(),
  status: z
    .enum(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED', 'FLAGGED', 'IN_APPEAL', 'ARCHIVED', 'LIMIT_EXCEEDED'])
    .optional(),
  category: z.enum(['MARKETING', 'UTILITY']).optional(),
  /** Of a refusal; `PACING` with PAUSED makes a pause that ends only by asking. */
  reason: z.string().optional(),
})

/** Changes a template and reports it by webhook. False when there is none of this name and language. @source reference part 8.5 */
export function changeTemplate(world: World, change: z.infer<typeof templateChangeSchema>): boolean {
  const template = world.management.templates.named(change.name, change.language)[0]
  if (template === undefined) return false
  const { status, category, reason } = change
  const mayPause = world.management.templates.record(template).pauses < QUALITY_PAUSES
  if (status === 'PAUSED' && reason === 'PACING') pauseForPacing(world, template)
  else if (status === 'PAUSED' && mayPause) pauseForQuality(world, template)
  else if (status !== undefined) setStatus(world, template, { event: status, ...(reason === undefined ? {} : { reason }) })
  if (category !== undefined) setCategory(world, template, category)
  return true
}
