import { z } from 'zod'
import { Role, defineCall, Nothing } from './define.ts'

export const engineCalls = {
  'contract.list': defineCall({
    summary: 'Describes every call and event with its input and output as JSON Schema.',
    role: 'viewer',
    whenLocked: true,
    input: Nothing,
    output: z.strictObject({
      calls: z.array(z.strictObject({ name: z.string(), summary: z.string(), role: Role, input: z.unknown(), output: z.unknown() })),
      events: z.array(z.strictObject({ name: z.string(), summary: z.string(), data: z.unknown() })),
    }),
  }),
}
