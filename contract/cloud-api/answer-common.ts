import { z } from 'zod'

/**
 * An id of Meta's. It comes as text or, in some answers and events, as a bare integer of up to 17 digits; whoever reads
 * the JSON must keep those digits as text before this schema sees them.
 * @source reference part 8.2, envelope
 */
export const metaIdSchema = z.union([z.string().min(1), z.number().int().nonnegative().transform(String)])

/** A count or amount that some answers write as text. */
export const looseNumberSchema = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
])

/** A time that Meta writes as seconds since the epoch or as ISO text, depending on the place. */
export const looseTimeSchema = z.union([z.number(), z.string()])

/** A node's id as the answer of a call that made something. */
export const createdAnswerSchema = z.looseObject({ id: metaIdSchema })

export type CreatedAnswer = z.infer<typeof createdAnswerSchema>
