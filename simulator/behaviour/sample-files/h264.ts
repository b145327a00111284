/** Colour of a macroblock: luma and both colour differences. */
type Colour = readonly [luma: number, blue: number, red: number]

/** A film of plain pictures: what a container needs to know. */
export type Film = {
  readonly width: number
  readonly height: number
  readonly sps: Buffer
  readonly pps: Buffer
  readonly frames: readonly Buffer[]
}

const BLOCK = 16
const BASELINE_PROFILE = 66
const I_PCM = 25
const I_SLICE = 7

/** Writes pictures of one colour each as H.264 baseline without any compression. @source ITU-T H.264, 7.3 */
export function writeFilm(blocks: number, colours: readonly Colour[]): Film {
  return {
    width: blocks * BLOCK,
    height: blocks * BLOCK,
    sps: unit(0x67, writeSps(blocks)),
    pps: unit(0x68, writePps()),
    frames: colours.map((colour, index) => unit(0x65, writeSlice(blocks, colour, index))),
  }
}

function writeSps(blocks: number): Buffer {
  const bits = new BitWriter()
  bits.byte(BASELINE_PROFILE).byte(0xc0).byte(10)
  // Id, frame number length, picture order type 2, reference frames, no gaps, size in blocks.
  bits.golomb(0).golomb(0).golomb(2).golomb(0).bit(0)
  bits.golomb(blocks - 1).golomb(blocks - 1)
  return bits.bit(1).bit(0).bit(0).bit(0).end()
}

function writePps(): Buffer {
  const bits = new BitWriter()
  bits.golomb(0).golomb(0).bit(0).bit(0).golomb(0).golomb(0).golomb(0).bit(0).bit(0).bit(0)
  return bits.golomb(0).golomb(0).golomb(0).bit(0).bit(0).bit(0).end()
}

function writeSlice(blocks: number, colour: Colour, index: number): Buffer {
  const bits = new BitWriter()
  bits.golomb(0).golomb(I_SLICE).golomb(0).bit(0).bit(0).bit(0).bit(0)
  // Neighbouring key frames must not share their id.
  bits
    .golomb(index % 2)
    .bit(0)
    .bit(0)
    .golomb(0)
  for (let block = 0; block < blocks * blocks; block += 1) {
    bits.golomb(I_PCM).align()
    for (const [part, count] of [256, 64, 64].entries()) {
      for (let sample = 0; sample < count; sample += 1) bits.byte(colour[part] ?? 128)
    }
  }
  return bits.end()
}

/** A unit of the stream; runs of zeros are broken so that they can't be taken for a start code. */
function unit(kind: number, payload: Buffer): Buffer {
  const safe: number[] = [kind]
  let zeros = 0
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      safe.push(3)
      zeros = 0
    }
    safe.push(byte)
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return Buffer.from(safe)
}

class BitWriter {
  readonly #bytes: number[] = []
  #current = 0
  #count = 0

  bit(value: number): this {
    this.#current = (this.#current << 1) | value
    this.#count += 1
    if (this.#count === 8) {
      this.#bytes.push(this.#current)
      this.#current = 0
      this.#count = 0
    }
    return this
  }

  byte(value: number): this {
    for (let place = 7; place >= 0; place -= 1) this.bit((value >> place) & 1)
    return this
  }

  /** An unsigned number in exponential Golomb code; 0 is the same for signed ones. */
  golomb(value: number): this {
    const length = Math.floor(Math.log2(value + 1))
    for (let place = 0; place < length; place += 1) this.bit(0)
    for (let place = length; place >= 0; place -= 1) this.bit(((value + 1) >> place) & 1)
    return this
  }

  align(): this {
    while (this.#count !== 0) this.bit(0)
    return this
  }

  end(): Buffer {
    this.bit(1).align()
    return Buffer.from(this.#bytes)
  }
}
