import { expect } from 'vitest'
import { z } from 'zod'
import { templateNodeSchema } from '#contract/cloud-api/answer-template.ts'
import { createdTemplateSchema } from '#contract/cloud-api/answer-template-more.ts'
import type { Caller, Receiver, Seen } from './harness.ts'

/** The body of an answer; throws when there was none or it was a refusal. */
export function bodyOf(seen: Seen): unknown {
  if ('broken' in seen) throw new Error(seen.broken)
  if (seen.status !== 200) throw new Error(JSON.stringify(seen.body))
  return seen.body
}

/** Uploads a file in one go and gives its handle, as a shop does for the sample of a header. */
export async function uploadSample(caller: Caller, mimeType = 'image/jpeg'): Promise<string> {
  const bytes = Buffer.from('a made-up file')
  const { appId } = caller.simulator.facts
  const query = queryOf({ file_name: 'sample', file_length: bytes.length, file_type: mimeType })
  const { id } = z.object({ id: z.string() }).parse(bodyOf(await caller.graph('POST', `${appId}/uploads?${query}`)))
  const sent = await caller.graph('POST', id, { body: bytes, headers: { 'content-type': 'application/octet-stream', file_offset: '0' } })
  return z.object({ h: z.string() }).parse(bodyOf(sent)).h
}

/** A template that Meta takes: one variable, a footer and an opt-out button. */
export function aDraft(changes: object = {}): object {
  return {
    name: 'autumn_box',
    language: 'en',
    category: 'MARKETING',
    parameter_format: 'named',
    components: [
      aBody('Hi {{first_name}}, our autumn box is here.'),
      { type: 'FOOTER', text: 'Reply STOP to leave' },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stop promotions' }] },
    ],
    ...changes,
  }
}

/** A body with a sample for each of its named variables. */
export function aBody(text: string): object {
  const names = [...new Set([...text.matchAll(/\{\{([a-z0-9_]+)\}\}/g)].map((match) => match[1] ?? ''))]
  const example = { body_text_named_params: names.map((param_name) => ({ param_name, example: 'Mei' })) }
  return { type: 'BODY', text, ...(names.length === 0 ? {} : { example }) }
}

/** Parameters as they stand in an address. */
export function queryOf(parameters: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}

/** Asks for a template. */
export function create(caller: Caller, draft: object): Promise<Seen> {
  return caller.graph('POST', `${caller.simulator.facts.wabaId}/message_templates`, { body: draft })
}

/** Asks for a template that must be taken. */
export async function created(caller: Caller, draft: object = aDraft()) {
  return createdTemplateSchema.parse(bodyOf(await create(caller, draft)))
}

/** Reads one template with every field that tells its state. */
export async function readTemplate(caller: Caller, id: string) {
  const fields = 'name,language,status,category,components,quality_score,rejected_reason,correct_category,previous_category,health_status'
  return templateNodeSchema.parse(bodyOf(await caller.graph('GET', `${id}?fields=${fields}`)))
}

/** Lets simulated time pass. */
export function pass(caller: Caller, advanceMs: number): Promise<unknown> {
  return caller.control('POST', 'clock', { advanceMs })
}

/** Values of this field's events, once there are at least so many. */
export async function valuesOf(receiver: Receiver, field: string, count: number) {
  const found = () => receiver.events().filter((event) => event.field === field)
  // Gives up only shortly before the test itself is given up.
  await expect.poll(() => found().length, { interval: 5, timeout: 200_000 }).toBeGreaterThanOrEqual(count)
  return found().map((event) => event.value)
}
