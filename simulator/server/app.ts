import type { Socket } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
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
import { checkCaller, findStranger } from './guards.ts'
import { json, missingObject, problem, refuse } from './problems.ts'
import { answerOfFault } from './send-answers.ts'
import { SIMULATOR_HEADER, give, giveBadly } from './transport.ts'

const VERSION = /^v\d+\.\d+$/
const PARTS_MAX = 4

/** All routes: Meta's by the table of areas, pictures under /images, the simulator's own under /simulator. */
export function createApp(world: World, caller: CallbackCaller): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  const sockets = new SocketUses()
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
    return answerGuarded(world, found, { request, parts })
  })
  return app
}

type Called = { readonly request: GraphRequest; readonly parts: readonly string[] }

async function answerGuarded(world: World, found: Found, { request, parts }: Called): Promise<Response> {
  const fault = world.faults.strikeRequest({ kind: 'read', isReusedSocket: request.isReusedSocket })
  if (fault !== null) {
    return giveBadly(request.bindings, answerOfFault(world, fault).answer ?? json({}), { fault, board: world.faults })
  }
  const refused = checkCaller(world, request)
  if (refused !== null) return give(refuse(refused))
  if (found.route !== null) return handle(world, found.route, request)
  if (parts.length > PARTS_MAX) return give(refuse(unknownPath()))
  return give(refuse(missingObject(parts[0] ?? '', request.method)))
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

function unknownPath() {
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
