import { ArchiveProblem } from '../archive/inflate.ts'
import { cellSigns, MOST_CELL_CHARS } from './plain-text.ts'
import type { XmlSink } from './xml.ts'

/** The texts that cells of a workbook name by their place. */
export type Strings = { at(place: number): string | undefined }

/** Several million names and numbers; a list of people in which there is more than that is too large. */
const MOST_BYTES = 160 * 1_048_576
/** Room for the longest text, whatever its signs. */
const BLOCK_BYTES = 4 * 1_048_576
const LEAST_PLACES = 1_024

/**
 * Keeps the texts as bytes in a few blocks: as strings of the language, millions of them would take several times the memory
 * and keep its clearing busy. Throws ArchiveProblem of `file-too-large`.
 */
export function createStrings(): { readonly sink: XmlSink; readonly strings: Strings } {
  const blocks: Buffer[] = []
  // Where each begins and ends, two numbers a text.
  let places = new Uint32Array(LEAST_PLACES)
  let count = 0
  let free = BLOCK_BYTES
  const keep = (text: string): void => {
    if (free + text.length * 3 > BLOCK_BYTES) {
      blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES))
      free = 0
      if (blocks.length * BLOCK_BYTES + places.byteLength > MOST_BYTES) throw new ArchiveProblem('file-too-large')
    }
    if (count * 2 === places.length) places = grown(places)
    const from = (blocks.length - 1) * BLOCK_BYTES + free
    free += blocks.at(-1)?.write(text, free, 'utf8') ?? 0
    places[count * 2] = from
    places[count * 2 + 1] = (blocks.length - 1) * BLOCK_BYTES + free
    count += 1
  }
  const strings: Strings = {
    at(place) {
      if (!Number.isInteger(place) || place < 0 || place >= count) return undefined
      const [from = 0, to = 0] = [places[place * 2], places[place * 2 + 1]]
      const block = Math.floor(from / BLOCK_BYTES)
      return blocks[block]?.toString('utf8', from - block * BLOCK_BYTES, to - block * BLOCK_BYTES)
    },
  }
  return { sink: textSink('si', keep), strings }
}

function grown(places: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(places.length * 2)
  larger.set(places)
  return larger
}

/**
 * Gives the text of each element of one name: its parts one after another, whatever they look like, without how they are
 * said (the small signs above Japanese names).
 */
function textSink(element: string, take: (text: string) => void): XmlSink {
  let text: string | null = null
  let isText = false
  let isSaid = false
  return {
    open(name) {
      if (name === element) text = ''
      else if (name === 't') isText = true
      else if (name === 'rPh') isSaid = true
    },
    text(part) {
      if (text !== null && isText && !isSaid && text.length < MOST_CELL_CHARS) text += part
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') isSaid = false
      if (name !== element || text === null) return
      take(cellSigns(text).slice(0, MOST_CELL_CHARS))
      text = null
    },
  }
}
