import { z } from 'zod'
import { templateNodeSchema } from '#contract/cloud-api/answer-template.ts'
import type { World } from '../../behaviour/world.ts'
import type { Product } from './catalog/goods.ts'
import { planProductReview } from './catalog/product-review.ts'
import type { Automation, QrCode } from './number/desk.ts'
import { endPause } from './templates/life.ts'
import { planReview } from './templates/review.ts'

/** A pause that was under way when the simulator ended goes on for as long as the first one lasts. */
const PAUSE_AFTER_RESTART_MS = 3 * 3_600_000

const templateSchema = z.object({
  node: templateNodeSchema,
  editsMs: z.array(z.number()),
  wasApproved: z.boolean(),
  pauses: z.number(),
  isPausedByPacing: z.boolean(),
  archivedFrom: z.string().nullable(),
  createdAtMs: z.number(),
})

/** What is managed, as --state keeps it. Files and upload handles are not kept. */
export const savedManagementSchema = z.object({
  templates: z.array(templateSchema),
  isCounted: z.boolean(),
  products: z.array(z.custom<Product>((value) => typeof value === 'object' && value !== null)),
  sets: z.array(z.object({ id: z.string(), name: z.string(), filter: z.string().nullable() })),
  profile: z.object({
    about: z.string(),
    address: z.string(),
    description: z.string(),
    email: z.string(),
    websites: z.array(z.string()),
    vertical: z.string(),
  }),
  qrCodes: z.array(z.custom<QrCode>((value) => typeof value === 'object' && value !== null)),
  commerce: z.object({ isCartEnabled: z.boolean(), isCatalogVisible: z.boolean() }),
  automation: z.custom<Automation>((value) => typeof value === 'object').nullable(),
  username: z.object({ name: z.string(), status: z.enum(['approved', 'reserved']) }).nullable(),
})

type SavedManagement = z.infer<typeof savedManagementSchema>

/** Describes what is managed now. */
export function describeManagement(world: World): SavedManagement {
  const { templates, goods, catalog, desk } = world.management
  const { picture: _, websites, ...profile } = desk.profile
  return {
    templates: templates.list.map((node) => {
      const { editsMs, wasApproved, pauses, isPausedByPacing, archivedFrom, createdAtMs } = templates.record(node)
      return { node, editsMs: [...editsMs], wasApproved, pauses, isPausedByPacing, archivedFrom, createdAtMs }
    }),
    isCounted: templates.isCounted,
    products: [...goods.all()],
    sets: [...catalog.sets.values()],
    profile: { ...profile, websites: [...websites] },
    qrCodes: [...desk.qrCodes.values()],
    commerce: desk.commerce,
    automation: desk.automation,
    username: desk.username,
  }
}

/** Puts back what was managed; reviews and pauses that were under way start anew. */
export function restoreManagement(world: World, saved: SavedManagement): void {
  const { templates, goods, catalog, desk } = world.management
  templates.replace(saved.templates.map(({ node, ...record }) => ({ node, record })))
  templates.isCounted = saved.isCounted
  for (const template of templates.list) {
    const record = templates.record(template)
    if (template.status === 'PENDING') planReview(world, template)
    if (template.status === 'PAUSED' && record.pauses > 0 && !record.isPausedByPacing) {
      record.planned = world.clock.schedule(PAUSE_AFTER_RESTART_MS, () => endPause(world, template))
    }
  }
  goods.replace(saved.products)
  for (const product of goods.all()) if (product.reviewStatus === 'pending') planProductReview(world, product)
  for (const set of saved.sets) catalog.sets.set(set.id, set)
  for (const code of saved.qrCodes) desk.qrCodes.set(code.code, code)
  Object.assign(desk.profile, saved.profile)
  Object.assign(desk.commerce, saved.commerce)
  Object.assign(desk, { automation: saved.automation, username: saved.username })
}
