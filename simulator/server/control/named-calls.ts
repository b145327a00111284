import type { Hono } from 'hono'
import type { World } from '../../behaviour/world.ts'
import { managementCalls } from '../graph/control.ts'
import { bulkEvents } from './bulk-events.ts'
import { type ControlCall, type ControlCalls, ControlError, answer, readJson } from './define.ts'
import { fieldEvents } from './field-events.ts'
import { fileEvents } from './file-events.ts'
import { messageEvents } from './message-events.ts'
import { personEvents } from './person-events.ts'
import { phoneEvents } from './phone-events.ts'
import { stateCalls } from './state-calls.ts'
import { templateEvents } from './template-events.ts'

/** What can be caused under /events: what people, Meta and the phone do. */
const events: ControlCalls = {
  ...messageEvents,
  ...fileEvents,
  ...personEvents,
  ...templateEvents,
  ...fieldEvents,
  ...phoneEvents,
  ...bulkEvents,
}

const states: ControlCalls = { ...stateCalls, ...managementCalls }

/** Adds every call that has a name in a table: POST /events/{name} and POST /{state}; GET /events lists them with their bodies. */
export function addNamedCalls(app: Hono, world: World): void {
  const lines = (calls: ControlCalls): object => Object.fromEntries(Object.entries(calls).map(([name, { does }]) => [name, does]))
  app.get('/events', () => answer({ events: lines(events), state: lines(states) }))
  app.post('/events/:name', async (context) => run(world, events[context.req.param('name')], await context.req.text()))
  for (const [name, call] of Object.entries(states)) {
    app.post(`/${name}`, async (context) => run(world, call, await context.req.text()))
  }
  app.post('/people/:id/:event', async (context) => {
    const { id, event } = context.req.param()
    const body = readJson(await context.req.text())
    const wish = typeof body === 'object' && body !== null ? { ...body, from: id } : null
    return run(world, personEvents[nameOfChange(event)], JSON.stringify(wish))
  })
}

/** `change-number` and `number-change` are the same. */
function nameOfChange(event: string): string {
  return event.replace(/^change-(.+)$/, '$1-change')
}

function run(world: World, call: ControlCall | undefined, text: string): Response {
  if (call === undefined) throw new ControlError('no such call; GET /simulator/events lists them all')
  return answer(call.run(world, readJson(text)))
}
