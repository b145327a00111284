import type { Socket } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { World } from '../behaviour/world.ts'
import { writePng } from '../drawing/png.ts'
import { writeSvg } from '../drawing/svg.ts'
import type { CallbackCaller } from '../webhooks/post.ts'
import { createControl } from './control.ts'
import { checkToken, findStranger } from './guards.ts'
import { SendLimits } from './limits.ts'
import { type Answer, json, missingObject, problem, refuse } from './problems.ts'
import { readEdge, readNode, readToken } from './reads.ts'
import { answerOfFault } from './send-answers.ts'
import { receiveMessage } from './send.ts'
import { readSubscription, subscribe, unsubscribe } from './subscriptions.ts'
import { SIMULATOR_HEADER, give, giveBadly } from './transport.ts'

const BODY_MAX_BYTES = 1_048_576
const VERSION = '/:version{v[0-9]+\\.[0-9]+}'

type GraphContext = Context<{ Bindings: HttpBindings }>

/** All routes: Meta's under a version, pictures under /images, the simulator's own under /simulator. */
export function createApp(world: World, caller: CallbackCaller): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  const limits = new SendLimits(world)
  const uses = new WeakMap<Socket, number>()
  const countUse = (socket: Socket): unknown => uses.set(socket, (uses.get(socket) ?? 0) + 1)
  const isReused = (context: GraphContext): boolean => (uses.get(context.env.incoming.socket) ?? 0) > 1
  app.use(async (context, next) => {
    const stranger = findStranger({ host: context.req.header('host'), origin: context.req.header('origin') })
    countUse(context.env.incoming.socket)
    if (stranger !== null) return give(json({ error: { message: stranger } }, 403))
    return next()
  })
  app.route('/simulator', createControl(world))
  app.get('/images/:file', (context) => givePicture(pictureOf(world, context.req.param('file'))))
  app.post(`${VERSION}/:id/messages`, (context) => receive(world, limits, { context, isReusedSocket: isReused(context) }))
  app.all(`${VERSION}/*`, async (context) => {
    const fault = world.faults.strikeRequest({ kind: 'read', isReusedSocket: isReused(context) })
    if (fault !== null) return giveBadly(context.env, answerOfFault(world, fault).answer ?? json({}), { fault, board: world.faults })
    const refused = checkToken(world, { authorization: context.req.header('authorization'), url: new URL(context.req.url) })
    return give(refused === null ? await answerGraph(world, caller, context) : refuse(refused))
  })
  app.notFound(() => give(refuse(unknownPath())))
  return app
}

async function receive(
  world: World,
  limits: SendLimits,
  request: { readonly context: GraphContext; readonly isReusedSocket: boolean },
): Promise<Response> {
  const { context, isReusedSocket } = request
  const arrival = { atMs: Date.now(), hrtimeNs: process.hrtime.bigint().toString(), clockMs: world.clock.nowMs() }
  const body = await context.req.text()
  const id = context.req.param('id') ?? ''
  const gate =
    checkToken(world, { authorization: context.req.header('authorization'), url: new URL(context.req.url) }) ??
    (id === world.identity.phoneNumberId ? null : missingObject(id, 'POST')) ??
    (body.length > BODY_MAX_BYTES ? problem(100, 'Body is too large') : null)
  const { answer, fault } = receiveMessage(world, limits, { body, arrival, isReusedSocket, gate })
  return fault === null ? give(answer) : giveBadly(context.env, answer, { fault, board: world.faults })
}

async function answerGraph(world: World, caller: CallbackCaller, context: GraphContext): Promise<Answer> {
  const url = new URL(context.req.url)
  const [id = '', edge, ...rest] = url.pathname.split('/').slice(2)
  if (rest.length > 0) return refuse(unknownPath())
  if (edge === 'subscribed_apps' && id === world.identity.wabaId) return answerSubscription(world, caller, context)
  if (context.req.method !== 'GET') return refuse(missingObject(id, context.req.method))
  if (id === 'debug_token' && edge === undefined) return readToken(world, url)
  return edge === undefined ? readNode(world, id, url) : (readEdge(world, { id, edge }, url) ?? refuse(missingObject(id, 'GET')))
}

async function answerSubscription(world: World, caller: CallbackCaller, context: GraphContext): Promise<Answer> {
  if (context.req.method === 'POST') return subscribe(world, caller, readJson(await context.req.text()))
  return context.req.method === 'DELETE' ? unsubscribe(world) : readSubscription(world)
}

function unknownPath() {
  return problem(2500, 'Unknown path components', { message: 'Unknown path components', httpStatus: 400 })
}

function readJson(text: string): unknown {
  try {
    return text === '' ? {} : (JSON.parse(text) as unknown)
  } catch {
    // Not JSON: the shape check words the refusal.
    return null
  }
}

type Picture = { readonly type: string; readonly bytes: Buffer | string } | null

function pictureOf(world: World, file: string): Picture {
  const [, retailerId, kind] = /^([A-Za-z0-9_-]+)\.(png|svg)$/.exec(file) ?? []
  const product = world.scenario.products.find((one) => one.retailerId === retailerId)
  if (product === undefined) return null
  return kind === 'svg'
    ? { type: 'image/svg+xml', bytes: writeSvg(product.drawing) }
    : { type: 'image/png', bytes: writePng(product.drawing) }
}

function givePicture(picture: Picture): Response {
  if (picture === null) return give(json({ error: { message: 'No such picture' } }, 404))
  const body = typeof picture.bytes === 'string' ? picture.bytes : new Uint8Array(picture.bytes)
  return new Response(body, { headers: { 'content-type': picture.type, [SIMULATOR_HEADER]: '1' } })
}
