import { crc32, deflateSync } from 'node:zlib'
import { DRAWING_SIZE, type Drawing, type Shape } from './shapes.ts'

/** Samples per pixel and axis; four samples make smooth edges at the size that is drawn. */
const SAMPLES = 2

/** Meta advises at least 500 pixels for the photo of a product. @source reference part 6 */
const SIZE_PIXELS = 512

/** The drawing as an 8-bit RGB PNG, the only kind besides JPEG that Meta serves. @source PNG specification, third edition */
export function writePng(drawing: Drawing, sizePixels = SIZE_PIXELS): Buffer {
  const pixels = paint(drawing, sizePixels)
  const rowBytes = sizePixels * 3
  const rows = Buffer.alloc((rowBytes + 1) * sizePixels)
  for (let y = 0; y < sizePixels; y += 1) {
    // The byte before each row stays 0: no filter.
    pixels.copy(rows, y * (rowBytes + 1) + 1, y * rowBytes, (y + 1) * rowBytes)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(sizePixels, 0)
  header.writeUInt32BE(sizePixels, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

function paint(drawing: Drawing, sizePixels: number): Buffer {
  const grid = sizePixels * SAMPLES
  const samples = new Uint32Array(grid * grid).fill(0xffffff)
  for (const shape of drawing) paintShape(samples, grid, shape)
  const pixels = Buffer.alloc(sizePixels * sizePixels * 3)
  for (let y = 0; y < sizePixels; y += 1) {
    for (let x = 0; x < sizePixels; x += 1) averagePixel({ samples, grid, pixels, sizePixels }, x, y)
  }
  return pixels
}

function paintShape(samples: Uint32Array, grid: number, shape: Shape): void {
  const colour = Number.parseInt(shape.fill, 16)
  const [left, top, right, bottom] = boundsOf(shape)
  const scale = grid / DRAWING_SIZE
  const clip = (value: number): number => Math.max(0, Math.min(grid, Math.ceil(value * scale)))
  for (let row = clip(top); row < clip(bottom); row += 1) {
    for (let column = clip(left); column < clip(right); column += 1) {
      if (isInside(shape, (column + 0.5) / scale, (row + 0.5) / scale)) samples[row * grid + column] = colour
    }
  }
}

type Canvas = { readonly samples: Uint32Array; readonly grid: number; readonly pixels: Buffer; readonly sizePixels: number }

function averagePixel(canvas: Canvas, x: number, y: number): void {
  const sum = [0, 0, 0] as [number, number, number]
  for (let dy = 0; dy < SAMPLES; dy += 1) {
    for (let dx = 0; dx < SAMPLES; dx += 1) {
      const colour = canvas.samples[(y * SAMPLES + dy) * canvas.grid + x * SAMPLES + dx] ?? 0
      sum[0] += colour >> 16
      sum[1] += (colour >> 8) & 0xff
      sum[2] += colour & 0xff
    }
  }
  const at = (y * canvas.sizePixels + x) * 3
  canvas.pixels.set(
    sum.map((part) => Math.round(part / (SAMPLES * SAMPLES))),
    at,
  )
}

function boundsOf(shape: Shape): readonly [number, number, number, number] {
  switch (shape.kind) {
    case 'ellipse':
      return [shape.x - shape.radiusX, shape.y - shape.radiusY, shape.x + shape.radiusX, shape.y + shape.radiusY]
    case 'box':
      return [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height]
    case 'polygon': {
      const xs = shape.points.map((point) => point[0])
      const ys = shape.points.map((point) => point[1])
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
    }
    default:
      return shape satisfies never
  }
}

function isInside(shape: Shape, x: number, y: number): boolean {
  switch (shape.kind) {
    case 'ellipse':
      return ((x - shape.x) / shape.radiusX) ** 2 + ((y - shape.y) / shape.radiusY) ** 2 <= 1
    case 'box': {
      const beyondX = Math.max(shape.x + shape.corner - x, x - (shape.x + shape.width - shape.corner), 0)
      const beyondY = Math.max(shape.y + shape.corner - y, y - (shape.y + shape.height - shape.corner), 0)
      return beyondX ** 2 + beyondY ** 2 <= shape.corner ** 2
    }
    case 'polygon':
      return isInsidePolygon(shape.points, x, y)
    default:
      return shape satisfies never
  }
}

function isInsidePolygon(points: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false
  points.forEach(([x1, y1], index) => {
    const [x2, y2] = points[(index + 1) % points.length] ?? [x1, y1]
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  })
  return inside
}
