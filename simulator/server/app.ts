import type { Socket } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import type { World } from '../behaviour/world.ts'
import { writePng } from '../drawing/png.ts'
import { writeSvg } from '../drawing/svg.ts'
import type { CallbackCaller } from '../webhooks/post.ts'
import { createAreas } from './areas.ts'
import { createControl } from './control.ts'
import type { GraphRequest, Route } from './graph/area.ts'
import { makeRequest } from './graph/request.ts'
import { type Found, createRouter } from './graph/router.ts'
import { UsageMeter } from './graph/usage.ts'
import { checkAppCaller, checkCaller, checkScopes, findStranger } from './guards.ts'
import { type Problem, json, missingObject, problem, refuse } from './problems.ts'
import { answerOfFault } from './send-answers.ts'
import { SIMULATOR_HEADER, give, giveBadly } from './transport.ts'

const VERSION = /^v\d+\.\d+$/
const PARTS_MAX = 4

/** All routes: Meta's by the table of areas, pictures under /images, the simulator's own under /simulator. */
export function createApp(world: World, caller: CallbackCaller): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  const sockets = new SocketUses()
  const usage = new UsageMeter(world)
  const router = createRouter(createAreas(world, caller))
  app.use(async (context, next) => {
    const stranger = findStranger({ host: context.req.header('host'), origin: context.req.header('origin') })
    sockets.count(context.env.incoming.socket)
    return stranger === null ? next() : give(json({ error: { message: stranger } }, 403))
  })
  app.route('/simulator', createControl(world))
  app.get('/images/:file', (context) => givePicture(pictureOf(world, context.req.param('file'))))
  app.all('*', async (context) => {
    const { parts, isVersioned } = readPath(new URL(context.req.url).pathname)
    const found = router(world, context.req.method, { parts, isVersioned })
    const request = makeRequest(context, {
      ids: found.route === null ? {} : found.ids,
      isReusedSocket: sockets.isReused(context.env.incoming.socket),
    })
    if (found.route?.isUnguarded === true) return handle(world, found.route, request)
    if (found.route === null && !isVersioned) return give(refuse(unknownPath()))
    return answerGuarded(world, found, { request, parts, usage })
  })
  return app
}

type Called = { readonly request: GraphRequest; readonly parts: readonly string[]; readonly usage: UsageMeter }

async function answerGuarded(world: World, found: Found, called: Called): Promise<Response> {
  const { request, usage } = called
  const fault = world.faults.strikeRequest({ kind: 'read', isReusedSocket: request.isReusedSocket })
  if (fault !== null) {
    return giveBadly(request.bindings, answerOfFault(world, fault).answer ?? json({}), { fault, board: world.faults })
  }
  const refused = checkGates(world, found, called)
  const response =
    refused === null && found.route !== null ? await handle(world, found.route, request) : give(refuse(refused ?? unknownPath()))
  if (response !== RESPONSE_ALREADY_SENT) response.headers.set('x-business-use-case-usage', usage.header())
  return response
}

/** What stands against a call before it is looked at: token, path, permission, the hour's allowance. Null = nothing. */
function checkGates(world: World, found: Found, { request, parts, usage }: Called): Problem | null {
  const { route } = found
  const refused = checkToken(world, route, request)
  if (refused !== null) return refused
  if (route === null) return missingRoute(found, { method: request.method, parts })
  return checkScopes(world, route.scopes ?? []) ?? usage.count()
}

function checkToken(world: World, route: Route | null, request: GraphRequest): Problem | null {
  if (route?.caller === 'app') return checkAppCaller(world, request)
  const isApp = route?.caller === 'either' && checkAppCaller(world, request) === null
  return isApp ? null : checkCaller(world, request)
}

function missingRoute(found: Found, call: { readonly method: string; readonly parts: readonly string[] }): Problem {
  const [id = '', edge] = call.parts
  if (call.parts.length > PARTS_MAX) return unknownPath()
  const isUnknownEdge = found.route === null && found.isKnownObject && edge !== undefined && call.method === 'GET'
  return isUnknownEdge
    ? problem(100, edge, { message: `(#100) Tried accessing nonexisting field (${edge})` })
    : missingObject(id, call.method)
}

async function handle(world: World, route: Route, request: GraphRequest): Promise<Response> {
  const answer = await route.handle(world, request)
  return answer instanceof Response ? answer : give(answer)
}

/** Knows which sockets carried more than one call. */
class SocketUses {
  readonly #uses = new WeakMap<Socket, number>()

  count(socket: Socket): void {
    this.#uses.set(socket, (this.#uses.get(socket) ?? 0) + 1)
  }

  isReused(socket: Socket): boolean {
    return (this.#uses.get(socket) ?? 0) > 1
  }
}

function readPath(pathname: string): { readonly parts: readonly string[]; readonly isVersioned: boolean } {
  const parts = pathname.split('/').slice(1).map(decodePart)
  const isVersioned = VERSION.test(parts[0] ?? '')
  return { parts: isVersioned ? parts.slice(1) : parts, isVersioned }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // A broken escape names nothing; it is looked up as it stands.
    return part
  }
}

function unknownPath(): Problem {
  return problem(2500, 'Unknown path components', { message: 'Unknown path components', httpStatus: 400 })
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
