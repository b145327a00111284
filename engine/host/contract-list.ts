import { z } from 'zod'
import { calls, events, type CallOutput } from '#contract/ipc/index.ts'
import { ok } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

type Described = CallOutput<'contract.list'>

// What a caller sends may leave out what has a default; what it gets has everything.
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): unknown => z.toJSONSchema(schema, { io, unrepresentable: 'any' })

function describeContract(): Described {
  return {
    calls: Object.entries(calls).map(([name, { summary, role, input, output }]) => ({
      name,
      summary,
      role,
      input: schemaOf(input, 'input'),
      output: schemaOf(output, 'output'),
    })),
    events: Object.entries(events).map(([name, { summary, data }]) => ({ name, summary, data: schemaOf(data, 'output') })),
  }
}

/** The call by which a script finds out what it may call; built from the contract when it is asked for. */
export const contractHandlers: Handlers = { 'contract.list': () => ok(describeContract()) }
