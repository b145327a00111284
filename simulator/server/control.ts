import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { buttonPart, hearFrom, productEnquiryPart, setPromotions } from '../behaviour/customers.ts'
import type { World } from '../behaviour/world.ts'
import type { InboundPart } from '../webhooks/events.ts'
import { textPart } from '../webhooks/parts.ts'
import { addNamedCalls } from './control/named-calls.ts'
import { ControlError, answer, findPerson, readJson } from './control/define.ts'
import { changeTemplate, templateChangeSchema } from './template-change.ts'

const faultsSchema = z.record(z.string(), z.union([z.number(), z.string()]))
const clockSchema = z.strictObject({
  advanceMs: z
    .int()
    .min(0)
    .max(366 * 86_400_000),
})
const stopSchema = z.strictObject({ from: z.string(), value: z.enum(['stop', 'resume']).default('stop') })
const webhookSchema = z.strictObject({ field: z.string(), value: z.looseObject({}) })
const tokenSchema = z.strictObject({ token: z.string().min(8).optional() })

const saySchema = z.strictObject({
  from: z.string(),
  text: z.string().optional(),
  productRetailerId: z.string().optional(),
  button: z.strictObject({ payload: z.string(), text: z.string() }).optional(),
  answers: z.string().optional(),
  message: z.looseObject({ type: z.string() }).optional(),
  writtenAgoMs: z.int().min(0).optional(),
})

/** The simulator's own calls under /simulator: they steer it and are no part of Meta's contract. */
export function createControl(world: World): Hono {
  const app = new Hono()
  app.onError((error) => {
    const isCallersFault = error instanceof ControlError || error instanceof RangeError
    return answer({ error: { message: error.message } }, isCallersFault ? 400 : 500)
  })
  addFaultCalls(app, world)
  addCustomerCalls(app, world)
  addWorldCalls(app, world)
  addNamedCalls(app, world)
  return app
}

function addFaultCalls(app: Hono, world: World): void {
  app.get('/faults', () => answer(world.faults.current()))
  app.delete('/faults', () => {
    world.faults.clear()
    return answer(world.faults.current())
  })
  app.post('/faults', async (context) => {
    world.faults.set(readBody(faultsSchema, await context.req.text()))
    return answer(world.faults.current())
  })
}

function addCustomerCalls(app: Hono, world: World): void {
  app.post('/say', async (context) => {
    const said = readBody(saySchema, await context.req.text())
    const ago = said.writtenAgoMs === undefined ? {} : { writtenAgoMs: said.writtenAgoMs }
    return answer({ id: hearFrom(world, findPerson(world, said.from), { part: partOf(world, said), ...ago }) })
  })
  app.post('/stop-promotions', async (context) => {
    const { from, value } = readBody(stopSchema, await context.req.text())
    setPromotions(world, findPerson(world, from), { value })
    return answer({ success: true })
  })
  app.get('/people', (context) => {
    const limit = Number(context.req.query('limit') ?? 100)
    const people = world.people.all().slice(0, limit)
    return answer({
      data: people.map(({ key, name, digits, username, userId, lastInboundMs }) => ({
        key,
        name,
        digits,
        username,
        userId,
        lastInboundMs,
      })),
    })
  })
}

function addWorldCalls(app: Hono, world: World): void {
  app.post('/clock', async (context) => {
    const ran = world.clock.advance(readBody(clockSchema, await context.req.text()).advanceMs)
    return answer({ nowMs: world.clock.nowMs(), ran })
  })
  app.post('/template-status', async (context) => {
    const isFound = changeTemplate(world, readBody(templateChangeSchema, await context.req.text()))
    if (!isFound) throw new ControlError('no template has this name and language')
    return answer({ success: true })
  })
  app.post('/webhook', async (context) => {
    const { field, value } = readBody(webhookSchema, await context.req.text())
    world.webhooks.send({ kind: 'change', field, value })
    return answer({ success: true })
  })
  app.post('/reset-token', async (context) => {
    world.token.value = readBody(tokenSchema, await context.req.text()).token ?? `SIMULATOR-${randomBytes(12).toString('hex')}`
    world.token.isRevoked = false
    return answer({ token: world.token.value })
  })
  app.post('/revoke-token', () => {
    world.token.isRevoked = true
    return answer({ success: true })
  })
  app.get('/ledger', (context) => {
    const after = Number(context.req.query('after') ?? 0)
    return answer({ data: world.ledger.after(after, Number(context.req.query('limit') ?? 1_000)) })
  })
  app.get('/state', () => answer(describeState(world)))
  app.all('/trap', () => {
    world.trapHits += 1
    return answer({ trapped: true })
  })
}

function partOf(world: World, said: z.infer<typeof saySchema>): InboundPart {
  if (said.message !== undefined) return said.message
  if (said.button !== undefined) return buttonPart(world, said.button, said.answers ?? null)
  if (said.text === undefined) throw new ControlError('say needs text, button or message')
  if (said.productRetailerId !== undefined) return productEnquiryPart(world, said.text, said.productRetailerId)
  const quote = said.answers === undefined ? {} : { context: { from: world.scenario.shop.phoneDigits, id: said.answers } }
  return { ...textPart(said.text), ...quote }
}

function describeState(world: World): object {
  return {
    scenario: world.scenario.name,
    seed: world.seed,
    tempo: world.tempo,
    nowMs: world.clock.nowMs(),
    isTokenRevoked: world.token.isRevoked,
    number: world.number,
    account: world.account,
    webhookVersion: world.webhookVersion,
    heldMessages: world.pacing.heldCount,
    peopleReachedToday: world.reach.inDay(world.clock.nowMs()),
    accepted: world.ledger.accepted,
    refused: world.ledger.refused,
    callbackUrl: world.subscription.callbackUrl,
    untoldMessages: world.management.messages.untold,
    webhooks: { ...world.webhooks.counts, waiting: world.webhooks.waiting },
    people: world.people.all().length,
    trapHits: world.trapHits,
    faults: world.faults.current(),
  }
}

function readBody<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> {
  const result = schema.safeParse(readJson(text))
  if (!result.success) throw new ControlError(z.prettifyError(result.error))
  return result.data
}
