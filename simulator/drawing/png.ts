import { crc32, deflateSync } from 'node:zlib'
import { DRAWING_SIZE, type Drawing, type Shape } from './shapes.ts'

/** Samples per pixel and axis, which `meanOf` knows; four samples make smooth edges at the size that is drawn. */
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
  return average(samples, sizePixels)
}

/** Fills row by row: a demo shop asks for all its pictures while somebody waits for the first screen. */
function paintShape(samples: Uint32Array, grid: number, shape: Shape): void {
  const colour = Number.parseInt(shape.fill, 16)
  const scale = grid / DRAWING_SIZE
  // The first sample whose middle does not lie before this place.
  const first = (place: number): number => Math.max(0, Math.min(grid, Math.ceil(place * scale - 0.5)))
  const [top, bottom] = heightOf(shape)
  for (let row = first(top); row < first(bottom); row += 1) {
    for (const [from, to] of spansOf(shape, (row + 0.5) / scale)) samples.fill(colour, row * grid + first(from), row * grid + first(to))
  }
}

/** Each pixel is the mean of its samples. */
function average(samples: Uint32Array, sizePixels: number): Buffer {
  const grid = sizePixels * SAMPLES
  const pixels = Buffer.alloc(sizePixels * sizePixels * 3)
  let at = 0
  for (let y = 0; y < grid; y += SAMPLES) {
    for (let x = 0; x < grid; x += SAMPLES) {
      const colour = meanOf(samples, y * grid + x, grid)
      pixels[at] = colour >> 16
      pixels[at + 1] = (colour >> 8) & 0xff
      pixels[at + 2] = colour & 0xff
      at += 3
    }
  }
  return pixels
}

/** The mean of two samples on this row of the grid and two on the next. */
function meanOf(samples: Uint32Array, at: number, grid: number): number {
  const one = samples[at] ?? 0
  const two = samples[at + 1] ?? 0
  const three = samples[at + grid] ?? 0
  const four = samples[at + grid + 1] ?? 0
  // Nearly every pixel lies within one shape.
  if (one === two && one === three && one === four) return one
  const mean = (shift: number): number =>
    Math.round((((one >> shift) & 0xff) + ((two >> shift) & 0xff) + ((three >> shift) & 0xff) + ((four >> shift) & 0xff)) / 4)
  return (mean(16) << 16) | (mean(8) << 8) | mean(0)
}

type Span = readonly [from: number, to: number]

function heightOf(shape: Shape): Span {
  switch (shape.kind) {
    case 'ellipse':
      return [shape.y - shape.radiusY, shape.y + shape.radiusY]
    case 'box':
      return [shape.y, shape.y + shape.height]
    case 'polygon': {
      const ys = shape.points.map((point) => point[1])
      return [Math.min(...ys), Math.max(...ys)]
    }
    default:
      return shape satisfies never
  }
}

/** Where a level line lies inside the shape. */
function spansOf(shape: Shape, y: number): readonly Span[] {
  switch (shape.kind) {
    case 'ellipse': {
      const half = shape.radiusX * Math.sqrt(Math.max(0, 1 - ((y - shape.y) / shape.radiusY) ** 2))
      return [[shape.x - half, shape.x + half]]
    }
    case 'box': {
      const beyond = Math.max(shape.y + shape.corner - y, y - (shape.y + shape.height - shape.corner), 0)
      const inset = shape.corner - Math.sqrt(Math.max(0, shape.corner ** 2 - beyond ** 2))
      return [[shape.x + inset, shape.x + shape.width - inset]]
    }
    case 'polygon':
      return polygonSpans(shape.points, y)
    default:
      return shape satisfies never
  }
}

/** A line goes in at every other edge that it meets. */
function polygonSpans(points: readonly (readonly [number, number])[], y: number): readonly Span[] {
  const meets = points
    .flatMap(([x1, y1], index) => {
      const [x2, y2] = points[(index + 1) % points.length] ?? [x1, y1]
      return y1 > y === y2 > y ? [] : [((x2 - x1) * (y - y1)) / (y2 - y1) + x1]
    })
    .sort((one, other) => one - other)
  return meets.flatMap((from, index): readonly Span[] => (index % 2 === 0 ? [[from, meets[index + 1] ?? from]] : []))
}
