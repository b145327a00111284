import { cellSigns } from './plain-text.ts'
import { readXml } from './xml.ts'

/** What a workbook says of itself; parts are named by their place in the archive. */
export type Book = {
  /** Those with rows, whoever can be seen first, else in their order. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly stringsPart: string
  readonly stylesPart: string
  /** Whether days are counted from 1904 on instead of 1900. */
  readonly isFrom1904: boolean
}

export const BOOK_PART = 'xl/workbook.xml'
export const LINKS_PART = 'xl/_rels/workbook.xml.rels'
export const USUAL_STRINGS_PART = 'xl/sharedStrings.xml'
export const USUAL_STYLES_PART = 'xl/styles.xml'

type Link = { readonly kind: string; readonly part: string }

/** Reads the list of sheets and where their parts are. */
export function readBook(book: Uint8Array, links: Uint8Array | undefined): Book {
  const byId = links === undefined ? new Map<string, Link>() : readLinks(links)
  const seen: Book['sheets'][number][] = []
  const hidden: Book['sheets'][number][] = []
  const from1904: boolean[] = []
  readXml(book, {
    open(name, attribute) {
      if (name === 'workbookPr') from1904.push(isTrue(attribute('date1904')))
      if (name !== 'sheet') return
      const link = byId.get(attribute('id') ?? '')
      const called = cellSigns(attribute('name') ?? '')
      if (link?.kind !== 'worksheet' || called === '') return
      const list = (attribute('state') ?? 'visible') === 'visible' ? seen : hidden
      list.push({ name: called, part: link.part })
    },
  })
  const partOf = (kind: string): string | undefined => [...byId.values()].find((link) => link.kind === kind)?.part
  return {
    sheets: [...seen, ...hidden],
    stringsPart: partOf('sharedStrings') ?? USUAL_STRINGS_PART,
    stylesPart: partOf('styles') ?? USUAL_STYLES_PART,
    isFrom1904: from1904[0] ?? false,
  }
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

/** Kinds are addresses that differ between the two editions of the standard; their last word is the same. */
function readLinks(links: Uint8Array): Map<string, Link> {
  const byId = new Map<string, Link>()
  readXml(links, {
    open(name, attribute) {
      if (name !== 'Relationship') return
      const [id, kind, target] = [attribute('Id'), attribute('Type'), attribute('Target')]
      if (id === undefined || kind === undefined || target === undefined) return
      byId.set(id, { kind: kind.slice(kind.lastIndexOf('/') + 1), part: target.startsWith('/') ? target.slice(1) : `xl/${target}` })
    },
  })
  return byId
}
