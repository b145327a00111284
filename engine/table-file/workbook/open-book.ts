import { ArchiveProblem, type EntrySink } from '../archive/inflate.ts'
import { BOOK_PART, LINKS_PART, readBook, USUAL_STRINGS_PART, USUAL_STYLES_PART, type Book } from './book.ts'
import type { CellFacts } from './cell-text.ts'
import { proveAll, unpack, type Archive, type Span } from './parts.ts'
import { createStrings, type Strings } from './strings.ts'
import { NO_DAY_STYLES, readStyles } from './styles.ts'
import { createXmlReader } from './xml.ts'

/** A workbook of which all is proven and everything read but its sheets. */
export type ReadBook = { readonly book: Book; readonly facts: CellFacts; readonly spans: ReadonlyMap<string, Span> }

/** The list of the sheets and the styles; no workbook of a list has more of them. */
const MOST_KEPT_BYTES = 32 * 1_048_576

/**
 * Proves a workbook and reads all that its cells refer to, most often in one go: where the texts and styles lie is told by a
 * part that may come after them, but nearly always they lie where they usually do.
 * @throws ArchiveProblem: those of `proveAll`, file-too-large, file-not-text where it is an archive of something else
 */
export function readBookOf(archive: Archive): ReadBook {
  const usual = createTakers({ strings: USUAL_STRINGS_PART, styles: USUAL_STYLES_PART })
  const spans = proveAll(archive, usual.choose)
  const bytes = usual.kept(BOOK_PART)
  if (bytes === undefined) throw new ArchiveProblem('file-not-text')
  const book = readBook(bytes, usual.kept(LINKS_PART))
  const { stringsPart: strings, stylesPart: styles } = book
  const isUsual = strings === USUAL_STRINGS_PART && styles === USUAL_STYLES_PART
  const takers = isUsual ? usual : createTakers({ strings, styles })
  if (!isUsual) for (const _done of unpack(archive, takers.choose));
  const style = takers.kept(styles)
  return {
    book,
    spans,
    facts: {
      strings: takers.strings,
      isDayStyle: style === undefined ? NO_DAY_STYLES : readStyles(style),
      isFrom1904: book.isFrom1904,
    },
  }
}

type Takers = {
  readonly choose: (name: string) => EntrySink | null
  readonly strings: Strings
  kept(name: string): Uint8Array | undefined
}

function createTakers(places: { readonly strings: string; readonly styles: string }): Takers {
  const parts = new Map<string, Uint8Array[]>()
  const { sink, strings } = createStrings()
  let bytes = 0
  const keep = (name: string): EntrySink => {
    const chunks: Uint8Array[] = []
    parts.set(name, chunks)
    return (chunk) => {
      bytes += chunk.byteLength
      if (bytes > MOST_KEPT_BYTES) throw new ArchiveProblem('file-too-large')
      chunks.push(chunk.slice())
    }
  }
  return {
    choose(name) {
      if (name === places.strings) return createXmlReader(sink).add
      return name === BOOK_PART || name === LINKS_PART || name === places.styles ? keep(name) : null
    },
    strings,
    kept(name) {
      const chunks = parts.get(name)
      return chunks === undefined ? undefined : new Uint8Array(Buffer.concat(chunks))
    },
  }
}
