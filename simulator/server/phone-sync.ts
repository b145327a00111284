import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { tellAddressBook, tellHistory } from '../behaviour/phone.ts'
import type { World } from '../behaviour/world.ts'
import type { Area, GraphRequest } from './graph/area.ts'
import { type Answer, json, problem, refuse } from './problems.ts'
import { shapeProblem } from './shape-check.ts'

const SYNC_WITHIN_MS = 86_400_000
const PEOPLE_SYNCED = 50
const syncSchema = z.object({ messaging_product: z.literal('whatsapp'), sync_type: z.enum(['smb_app_state_sync', 'history']) })

/** Contacts and history of a number that also runs in the phone app, each once and within a day. @source reference part 14 */
export function createPhoneSyncArea(): Area {
  const asked = new Set<string>()
  return {
    routes: [
      {
        method: 'POST',
        path: '{sendingNumber}/smb_app_data',
        scopes: ['whatsapp_business_management'],
        handle: (world, request) => sync(world, asked, request),
      },
    ],
  }
}

async function sync(world: World, asked: Set<string>, request: GraphRequest): Promise<Answer> {
  const body = await request.fields()
  const wish = syncSchema.safeParse(body)
  if (!wish.success) return refuse(shapeProblem(body, wish.error.issues))
  const type = wish.data.sync_type
  if (!world.number.isOnBizApp) return refuse(problem(100, 'The number does not run in the phone app'))
  if (world.clock.nowMs() - world.token.issuedAtMs > SYNC_WITHIN_MS)
    return refuse(problem(2_593_108, 'More than a day after the number was joined'))
  if (asked.has(type)) return refuse(problem(2_593_107, `${type} was asked for already`))
  asked.add(type)
  world.clock.schedule(0, () => {
    if (type === 'history') tellHistory(world, PEOPLE_SYNCED)
    else tellAddressBook(world, PEOPLE_SYNCED, 'add')
  })
  return json({ messaging_product: 'whatsapp', request_id: randomUUID() })
}
