import type { SendEdge } from '../behaviour/accepted.ts'
import type { World } from '../behaviour/world.ts'
import type { Area, GraphRequest } from './graph/area.ts'
import { checkCaller, checkScopes } from './guards.ts'
import { SendLimits } from './limits.ts'
import { missingObject, problem } from './problems.ts'
import { receiveMessage } from './send.ts'
import { give, giveBadly } from './transport.ts'

const BODY_MAX_BYTES = 1_048_576

/** What the two edges for messages answer. They check their callers themselves, because refused calls stand in the ledger too. */
export function createSendArea(world: World): Area {
  const limits = new SendLimits(world)
  return {
    routes: (['messages', 'marketing_messages'] as const).map((edge) => ({
      method: 'POST',
      path: `{id}/${edge}`,
      isUnguarded: true,
      handle: (_, request) => receive(world, limits, { request, edge }),
    })),
  }
}

type Posted = { readonly request: GraphRequest; readonly edge: SendEdge }

async function receive(world: World, limits: SendLimits, { request, edge }: Posted): Promise<Response> {
  const arrival = { atMs: Date.now(), hrtimeNs: process.hrtime.bigint().toString(), clockMs: world.clock.nowMs() }
  const body = await request.text()
  const id = request.ids['id'] ?? ''
  const gate =
    checkCaller(world, request) ??
    checkScopes(world, ['whatsapp_business_messaging']) ??
    (id === world.identity.phoneNumberId ? null : missingObject(id, 'POST')) ??
    (body.length > BODY_MAX_BYTES ? problem(100, 'Body is too large') : null)
  const { isReusedSocket } = request
  const { answer, fault } = receiveMessage(world, limits, { edge, body, arrival, isReusedSocket, gate })
  return fault === null ? give(answer) : giveBadly(request.bindings, answer, { fault, board: world.faults })
}
