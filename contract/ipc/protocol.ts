import { z } from 'zod'

/**
 * The four verbs, as frames that cross any channel (structured clone between processes, one JSON object a line on
 * standard input and output). A window's frames go preload -> main -> engine; the shape never changes.
 */
export const FrameIn = z.union([
  z.strictObject({
    id: z.number().int(),
    call: z.string(),
    input: z.unknown().optional(),
    deadlineMs: z.number().int().positive().optional(),
  }),
  z.strictObject({ cancel: z.number().int() }),
  z.strictObject({ id: z.number().int(), subscribe: z.string() }),
  z.strictObject({ unsubscribe: z.number().int() }),
])
export type FrameIn = z.infer<typeof FrameIn>

export const WireError = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  retry: z.union([z.enum(['never', 'now', 'unknown']), z.strictObject({ at: z.number() })]),
})

export const FrameOut = z.union([
  z.strictObject({ id: z.number().int(), ok: z.unknown() }),
  z.strictObject({ id: z.number().int(), error: WireError }),
  z.strictObject({ event: z.string(), data: z.unknown() }),
])
export type FrameOut = z.infer<typeof FrameOut>

/** Anything that carries frames both ways. `onMessage` and `onClose` return how to stop listening. */
export type Channel = {
  post(frame: FrameIn | FrameOut): void
  onMessage(listener: (message: unknown) => void): () => void
  onClose(listener: () => void): () => void
  close(): void
}

/** The largest frame that a window may send, measured as JSON. */
export const MAX_WINDOW_FRAME_BYTES = 1_048_576
