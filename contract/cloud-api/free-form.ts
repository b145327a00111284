import { z } from 'zod'
import {
  sendAudioSchema,
  sendContactsSchema,
  sendDocumentSchema,
  sendImageSchema,
  sendInteractiveSchema,
  sendLocationSchema,
  sendReactionSchema,
  sendStickerSchema,
  sendTextSchema,
  sendVideoSchema,
} from './requests.ts'

/** Who gets it and how it comes back is not the sender's to say; Shopbell writes that part itself. */
const envelope = {
  messaging_product: true,
  recipient_type: true,
  to: true,
  recipient: true,
  biz_opaque_callback_data: true,
  recipient_identity_key_hash: true,
} as const
const quoted = { ...envelope, context: true } as const

/** A free-form message of any kind in Meta's own shape, without its recipient. @source reference part 2.1 and 2.2 */
export const freeFormMessageSchema = z.discriminatedUnion('type', [
  sendTextSchema.omit(quoted),
  sendImageSchema.omit(quoted),
  sendVideoSchema.omit(quoted),
  sendAudioSchema.omit(quoted),
  sendDocumentSchema.omit(quoted),
  sendStickerSchema.omit(quoted),
  sendLocationSchema.omit(quoted),
  sendContactsSchema.omit(quoted),
  sendReactionSchema.omit(envelope),
  sendInteractiveSchema.omit(quoted),
])

export type FreeFormMessage = z.infer<typeof freeFormMessageSchema>
