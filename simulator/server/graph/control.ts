import { z } from 'zod'
import { type ControlCalls, ControlError, controlCall } from '../control/define.ts'
import { decide } from './templates/review.ts'

const switchesSchema = z.strictObject({
  review: z.enum(['automatic', 'manual']).optional(),
  hasMessageHistory: z.boolean().optional(),
  requiresProof: z.boolean().optional(),
  callsAnHour: z.int().min(0).optional(),
  allowsInsights: z.boolean().optional(),
})

const reviewSchema = z.strictObject({
  name: z.string(),
  language: z.string(),
  verdict: z.enum(['approve', 'refuse']),
  reason: z.string().default('INVALID_FORMAT'),
  recommendation: z.string().optional(),
  correctCategory: z.enum(['MARKETING', 'UTILITY']).optional(),
})

const productSchema = z.strictObject({
  retailerId: z.string(),
  reviewStatus: z.enum(['approved', 'pending', 'rejected', 'outdated', '']).optional(),
  rejectionReasons: z.array(z.string()).optional(),
  visibility: z.enum(['published', 'staging']).optional(),
  imageFetchStatus: z.enum(['DIRECT_UPLOAD', 'FETCHED', 'FETCH_FAILED', 'NO_STATUS', 'OUTDATED', 'PARTIAL_FETCH']).optional(),
  errors: z.array(z.strictObject({ title: z.string(), description: z.string(), errorType: z.string(), priority: z.string() })).optional(),
})

/** Control calls of the management side, below /simulator. They are no part of Meta's contract. */
export const managementCalls: ControlCalls = {
  management: controlCall(
    '{"review"?:"manual","hasMessageHistory"?,"requiresProof"?,"callsAnHour"?,"allowsInsights"?} shows and sets the switches',
    switchesSchema,
    (world, wish) => {
      const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined))
      return Object.assign(world.management.switches, given)
    },
  ),
  'sent-code': controlCall('{} the code that request_code sent, and the PIN', z.strictObject({}), (world) => {
    const { sentCode, pin } = world.management.desk
    return { code: sentCode, pin }
  }),
  'template-review': controlCall(
    '{"name","language","verdict":"approve"|"refuse","reason"?,"recommendation"?,"correctCategory"?} plays the reviewer',
    reviewSchema,
    (world, { name, language, verdict, reason, recommendation, correctCategory }) => {
      const template = world.management.templates.named(name, language)[0]
      if (template === undefined) throw new ControlError('no template has this name and language')
      const advice = recommendation === undefined ? null : { reason, recommendation }
      const isRefused = verdict === 'refuse'
      decide(
        world,
        template,
        isRefused ? { kind: 'refuse', reason, advice } : { kind: 'approve', correctCategory: correctCategory ?? null },
      )
      return { success: true, status: template.status }
    },
  ),
  product: controlCall(
    '{"retailerId","reviewStatus"?,"rejectionReasons"?,"visibility"?,"imageFetchStatus"?,"errors"?} changes an article',
    productSchema,
    (world, { retailerId, ...changes }) => {
      const product = world.management.goods.findByRetailerId(retailerId)
      if (product === undefined) throw new ControlError('no product has this article number')
      Object.assign(product, Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)))
      return undefined
    },
  ),
}
