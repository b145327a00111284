import { z } from 'zod'
import type { World } from '../behaviour/world.ts'

/** A wish to change one template: its state, its category, or both. */
export const templateChangeSchema = z.strictObject({
  name: z.string(),
  language: z.string(),
  status: z.enum(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED']).optional(),
  category: z.enum(['MARKETING', 'UTILITY']).optional(),
  reason: z.string().optional(),
})

/** Changes a template and reports it by webhook. False when there is none of this name and language. @source reference part 8.5 */
export function changeTemplate(world: World, change: z.infer<typeof templateChangeSchema>): boolean {
  const template = world.templates.find((one) => one.name === change.name && one.language === change.language)
  if (template === undefined) return false
  const head = {
    // A bare number, as Meta writes it; the simulator's ids stay below 2^53.
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  }
  if (change.status !== undefined) {
    template.status = change.status
    const pause = change.status === 'PAUSED' ? { other_info: { title: 'FIRST_PAUSE', description: 'Paused by the simulator' } } : {}
    report(world, 'message_template_status_update', {
      event: change.status,
      ...head,
      message_template_category: template.category,
      reason: change.reason ?? 'NONE',
      ...pause,
    })
  }
  if (change.category !== undefined) {
    const previous = template.category
    template.previous_category = previous
    template.category = change.category
    report(world, 'template_category_update', { ...head, previous_category: previous, new_category: change.category })
  }
  world.onChange()
  return true
}

function report(world: World, field: string, value: object): void {
  if (world.areWebhooksOn) world.webhooks.send({ kind: 'change', field, value })
}
