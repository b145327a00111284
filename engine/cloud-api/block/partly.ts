import { blockAnswerSchema, type BlockAnswer } from '#contract/cloud-api/manage-customer-door.ts'

/** A mixed result comes as the refusal 139100 with both lists beside it; nothing to read when neither list is there. */
export function readPartly(json: unknown): BlockAnswer | null {
  const parsed = blockAnswerSchema.safeParse(json)
  return parsed.success ? parsed.data : null
}
