import { randomInt } from 'node:crypto'
import { encode, renderSVG } from 'uqr'
import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import { writePng } from '../../../drawing/png.ts'
import { DRAWING_SIZE, type Drawing, box } from '../../../drawing/shapes.ts'
import type { NodeFields } from '../../fields.ts'
import { type Answer, json, refuse } from '../../problems.ts'
import { SIMULATOR_HEADER, give } from '../../transport.ts'
import { type NodeKind, firstBroken, giveList, giveNode, invalid, readParameters, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import type { QrCode } from './desk.ts'

/** Codes of one number, and the longest text. @source reference part 7, QR codes */
const CODES_MAX = 2_000
const TEXT_MAX = 140
const LIST_MAX = 25

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const kind: NodeKind = { name: 'WhatsAppBusinessMessageLink', defaults: ['code', 'prefilled_message', 'deep_link_url'] }

const wishSchema = z.looseObject({
  prefilled_message: z.string().min(1),
  code: z.string().optional(),
  generate_qr_image: z.enum(['PNG', 'SVG']).optional(),
})

/** Plays POST /{number}/message_qrdls: a new code, or another text for one. @source reference part 7, QR codes */
export async function saveQrCode(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, wishSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { prefilled_message: text, code, generate_qr_image: image } = parsed.value
  const { qrCodes } = world.management.desk
  const known = code === undefined ? undefined : qrCodes.get(code)
  const wrong = firstBroken([
    [[...text].length > TEXT_MAX, `prefilled_message: at most ${TEXT_MAX} characters`],
    [code !== undefined && known === undefined, `code: ${code ?? ''} is not there`],
    [known === undefined && qrCodes.size >= CODES_MAX, `The number has ${CODES_MAX} codes already`],
  ])
  if (wrong !== null) return refuse(wrong)
  const saved = known ?? { code: newCode(), text, image: image ?? null, madeAtMs: world.clock.nowMs() }
  saved.text = text
  qrCodes.set(saved.code, saved)
  world.onChange()
  return json(savedNode(world, saved, image))
}

function savedNode(world: World, saved: QrCode, image: 'PNG' | 'SVG' | undefined): object {
  const { creation_time: _, qr_image_url: address, ...node } = describe(world, saved, image ?? 'PNG')
  return { ...node, ...(image === undefined ? {} : { qr_image_url: address }) }
}

/** Plays GET /{number}/message_qrdls. */
export function listQrCodes(world: World, request: GraphRequest): Answer {
  const { url } = request
  const wanted = url.searchParams.get('code')
  const codes = [...world.management.desk.qrCodes.values()].filter((one) => wanted === null || one.code === wanted)
  const image = imageIn(url)
  return giveList(codes, (code) => describe(world, code, image), { url, kind, maxLimit: LIST_MAX })
}

/** Plays GET /{number}/message_qrdls/{code}. */
export function readQrCode(world: World, request: GraphRequest): Answer {
  const code = world.management.desk.qrCodes.get(request.ids['code'] ?? '')
  if (code === undefined) return refuse(invalid('The code is not there'))
  const answer = giveNode(describe(world, code, imageIn(request.url)), request, kind)
  return answer.status === 200 ? json({ data: [answer.body] }) : answer
}

/** Plays DELETE /{number}/message_qrdls/{code}. */
export function deleteQrCode(world: World, request: GraphRequest): Answer {
  const isGone = world.management.desk.qrCodes.delete(request.ids['code'] ?? '')
  world.onChange()
  return isGone ? success() : refuse(invalid('The code is not there'))
}

/** Draws the code: a true one, which opens the link that Meta would give. */
export function drawQrCode(world: World, request: GraphRequest): Response {
  const [, name = '', type] = /^([A-Z0-9]+)\.(png|svg)$/.exec(request.ids['file'] ?? '') ?? []
  const code = world.management.desk.qrCodes.get(name)
  if (code === undefined) return give(json({ error: { message: 'No such code' } }, 404))
  const headers = { [SIMULATOR_HEADER]: '1' }
  if (type === 'svg') return new Response(renderSVG(linkOf(code)), { headers: { ...headers, 'content-type': 'image/svg+xml' } })
  return new Response(new Uint8Array(writePng(drawingOf(linkOf(code)))), { headers: { ...headers, 'content-type': 'image/png' } })
}

function drawingOf(link: string): Drawing {
  const { data, size } = encode(link)
  const edge = DRAWING_SIZE / size
  return data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [box('000000', [x * edge, y * edge, edge, edge])] : [])))
}

function describe(world: World, code: QrCode, image: 'PNG' | 'SVG'): NodeFields {
  return {
    code: code.code,
    prefilled_message: code.text,
    deep_link_url: linkOf(code),
    qr_image_url: `${world.baseUrl()}/qr-images/${code.code}.${image.toLowerCase()}`,
    creation_time: Math.floor(code.madeAtMs / 1000),
  }
}

function linkOf(code: QrCode): string {
  return `https://wa.me/message/${code.code}`
}

function imageIn(url: URL): 'PNG' | 'SVG' {
  return /qr_image_url\.format\(SVG\)/i.test(url.searchParams.get('fields') ?? '') ? 'SVG' : 'PNG'
}

function newCode(): string {
  return Array.from({ length: 14 }, () => letters[randomInt(letters.length)]).join('')
}
