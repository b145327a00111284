import type { Film } from './h264.ts'

/** Ticks of a second; each picture is shown for one second. */
const TIMESCALE = 1_000

/** Puts a film into an MP4 file of one track without sound. @source ISO/IEC 14496-12 and 14496-15 */
export function writeMp4(film: Film): Buffer {
  const samples = film.frames.map((frame) => Buffer.concat([uint32(frame.length), frame]))
  const type = box('ftyp', Buffer.from('isom'), uint32(0x200), Buffer.from('isomavc1'))
  const data = box('mdat', ...samples)
  const place = (at: number): Buffer => movie(film, samples, at)
  // The movie's own length does not depend on the place that it tells.
  const dataStart = type.length + place(0).length + 8
  return Buffer.concat([type, place(dataStart), data])
}

function movie(film: Film, samples: readonly Buffer[], dataStart: number): Buffer {
  const duration = samples.length * TIMESCALE
  const header = fullBox('mvhd', [0, 0, TIMESCALE, duration, 0x10000], Buffer.from([1, 0, 0, 0]), zeros(8), matrix(), zeros(24), uint32(2))
  return box('moov', header, track(film, samples, { duration, dataStart }))
}

type Timing = { readonly duration: number; readonly dataStart: number }

function track(film: Film, samples: readonly Buffer[], timing: Timing): Buffer {
  const size = [uint32(film.width << 16), uint32(film.height << 16)]
  const head = box('tkhd', uint32(3), uint32(0), uint32(0), uint32(1), uint32(0), uint32(timing.duration), zeros(16), matrix(), ...size)
  const mediaHead = fullBox('mdhd', [0, 0, TIMESCALE, timing.duration, 0x55c40000])
  const handler = fullBox('hdlr', [0], Buffer.from('vide'), zeros(12), Buffer.from('film\0'))
  const place = box('dinf', fullBox('dref', [1], box('url ', uint32(1))))
  const look = box('vmhd', uint32(1), zeros(8))
  const info = box('minf', look, place, sampleTable(film, samples, timing.dataStart))
  return box('trak', head, box('mdia', mediaHead, handler, info))
}

function sampleTable(film: Film, samples: readonly Buffer[], dataStart: number): Buffer {
  const count = samples.length
  const numbers = samples.map((_, index) => index + 1)
  return box(
    'stbl',
    fullBox('stsd', [1], visualEntry(film)),
    fullBox('stts', [1, count, TIMESCALE]),
    fullBox('stss', [count, ...numbers]),
    fullBox('stsc', [1, 1, count, 1]),
    fullBox('stsz', [0, count, ...samples.map((sample) => sample.length)]),
    fullBox('stco', [1, dataStart]),
  )
}

function visualEntry(film: Film): Buffer {
  const head = Buffer.alloc(78)
  head.writeUInt16BE(1, 6)
  head.writeUInt16BE(film.width, 24)
  head.writeUInt16BE(film.height, 26)
  head.writeUInt32BE(0x480000, 28)
  head.writeUInt32BE(0x480000, 32)
  head.writeUInt16BE(1, 40)
  head.writeUInt16BE(24, 74)
  head.writeInt16BE(-1, 76)
  const sets = [Buffer.from([0xe1]), uint16(film.sps.length), film.sps, Buffer.from([1]), uint16(film.pps.length), film.pps]
  const config = box('avcC', Buffer.from([1]), film.sps.subarray(1, 4), Buffer.from([0xff]), ...sets)
  return box('avc1', head, config)
}

function box(name: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([uint32(body.length + 8), Buffer.from(name, 'latin1'), body])
}

/** A box whose content starts with version and flags of zero and some 32-bit numbers. */
function fullBox(name: string, numbers: readonly number[], ...parts: readonly Buffer[]): Buffer {
  return box(name, uint32(0), ...numbers.map(uint32), ...parts)
}

function matrix(): Buffer {
  return Buffer.concat([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(uint32))
}

function zeros(count: number): Buffer {
  return Buffer.alloc(count)
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}
