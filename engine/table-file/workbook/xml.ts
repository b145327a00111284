import { Parser } from 'saxen'
import { ArchiveProblem } from '../archive/inflate.ts'
import { plainText } from './plain-text.ts'

/** What a part of a workbook says, piece by piece. Names come without their namespace. */
export type XmlSink = {
  /** @param attribute its value, undefined where it has none; to be asked at once */
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void
  readonly text?: (text: string) => void
  /** Also right after the opening of an element that holds nothing. */
  readonly close?: (name: string) => void
}

export type XmlReader = {
  /** Takes the next bytes. Throws ArchiveProblem of `file-bomb`, and an error where it is no XML. */
  add(bytes: Uint8Array, isLast: boolean): void
  /** Reads nothing of what is still to come. */
  stop(): void
  readonly isStopped: boolean
}

/** A cell holds 32,767 signs; what is longer than this without an end is none. */
const MOST_PIECE_BYTES = 4 * 1_048_576
const MOST_DEPTH = 256
const STEP_BYTES = 65_536

/** Reads XML as it comes, without holding more of it than one element. A declaration of anything is refused (SECURITY P-02). */
export function createXmlReader(sink: XmlSink): XmlReader {
  const decoder = new TextDecoder()
  let held = ''
  let sinceLast = 0
  let depth = 0
  let isStopped = false
  const parser = createParser({
    open(name, attribute) {
      sinceLast = 0
      depth += 1
      if (depth > MOST_DEPTH) throw new ArchiveProblem('file-bomb')
      if (!isStopped) sink.open?.(name, attribute)
    },
    text(text) {
      sinceLast = 0
      if (!isStopped) sink.text?.(text)
    },
    close(name) {
      sinceLast = 0
      depth -= 1
      if (!isStopped) sink.close?.(name)
    },
  })
  return {
    add(bytes, isLast) {
      if (isStopped) return
      held += decoder.decode(bytes, { stream: !isLast })
      sinceLast += bytes.byteLength
      if (sinceLast > MOST_PIECE_BYTES) throw new ArchiveProblem('file-bomb')
      // The parser may take a ">" inside quotes for the end of a tag whose rest is still to come. No tag holds a "<", so a part
      // that ends in front of one never ends inside a tag.
      const until = isLast ? held.length : Math.max(0, held.lastIndexOf('<'))
      if (until > 0) parser.write(held.slice(0, until))
      held = held.slice(until)
      if (isLast && !isStopped) parser.end()
    },
    stop() {
      isStopped = true
      held = ''
    },
    get isStopped() {
      return isStopped
    },
  }
}

/** Reads a part that is there as a whole. */
export function readXml(bytes: Uint8Array, sink: XmlSink): void {
  const reader = createXmlReader(sink)
  for (let at = 0; at <= bytes.byteLength; at += STEP_BYTES)
    reader.add(bytes.subarray(at, at + STEP_BYTES), at + STEP_BYTES > bytes.byteLength)
}

function createParser(sink: Required<XmlSink>): Parser {
  const parser = new Parser()
  let attributes: () => Readonly<Record<string, string>> = () => ({})
  const attribute = (name: string): string | undefined => {
    const all = attributes()
    const value = all[name] ?? prefixed(all, name)
    return value === undefined ? undefined : plainText(value)
  }
  parser.on('openTag', (name, ofTag) => {
    attributes = ofTag
    sink.open(localName(name), attribute)
  })
  parser.on('closeTag', (name) => sink.close(localName(name)))
  parser.on('text', (text) => sink.text(plainText(text)))
  parser.on('cdata', (text) => sink.text(text))
  parser.on('comment', () => sink.text(''))
  parser.on('attention', () => {
    throw new ArchiveProblem('file-bomb')
  })
  return parser
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

function prefixed(all: Readonly<Record<string, string>>, name: string): string | undefined {
  for (const full in all) if (full.endsWith(`:${name}`) && !full.startsWith('xmlns:')) return all[full]
  return undefined
}
