/** A piece of a line as WhatsApp shows it. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly parts: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }

/** A piece of a message as WhatsApp shows it. */
export type Block =
  | { readonly kind: 'lines'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'quote'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'bullets'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'numbers'; readonly first: number; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'mono'; readonly text: string }

const marks: Readonly<Record<string, 'bold' | 'italic' | 'strike'>> = { '*': 'bold', _: 'italic', '~': 'strike' }
const isWordLetter = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter)
const isSpace = (letter: string | undefined): boolean => letter === undefined || /\s/u.test(letter)

/** Finds the mark that closes the one at `start`; -1 when none does. A mark stands at the edge of a word and hugs its text. */
function closingMark(text: string, start: number): number {
  const mark = text[start]
  if (isWordLetter(text[start - 1]) || isSpace(text[start + 1]) || text[start + 1] === mark) return -1
  for (let at = start + 2; at < text.length; at += 1) {
    if (text[at] === mark && !isSpace(text[at - 1]) && !isWordLetter(text[at + 1])) return at
  }
  return -1
}

const closingTick = (text: string, start: number): number => {
  const end = text.indexOf('`', start + 1)
  return end > start + 1 ? end : -1
}

/** Reads the marks inside one line. */
export function parseInline(text: string): readonly Inline[] {
  const parts: Inline[] = []
  let plain = ''
  const flush = (): void => {
    if (plain !== '') parts.push({ kind: 'text', text: plain })
    plain = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    const kind = marks[letter]
    const end = letter === '`' ? closingTick(text, at) : kind === undefined ? -1 : closingMark(text, at)
    if (end === -1) {
      plain += letter
      continue
    }
    flush()
    const inner = text.slice(at + 1, end)
    parts.push(kind === undefined ? { kind: 'code', text: inner } : { kind, parts: parseInline(inner) })
    at = end
  }
  flush()
  return parts
}

type LineKind = { readonly kind: 'lines' | 'quote' | 'bullets' | 'numbers'; readonly text: string; readonly number: number }

function readLine(line: string): LineKind {
  const quote = /^> ?(.*)$/u.exec(line)
  if (quote !== null) return { kind: 'quote', text: quote[1] ?? '', number: 0 }
  const bullet = /^[-*] (.+)$/u.exec(line)
  if (bullet !== null) return { kind: 'bullets', text: bullet[1] ?? '', number: 0 }
  const numbered = /^(\d{1,3})\. (.+)$/u.exec(line)
  if (numbered !== null) return { kind: 'numbers', text: numbered[2] ?? '', number: Number(numbered[1]) }
  return { kind: 'lines', text: line, number: 0 }
}

function blockOf(kind: LineKind['kind'], lines: readonly LineKind[]): Block {
  const read = lines.map((line) => parseInline(line.text))
  switch (kind) {
    case 'lines':
    case 'quote':
      return { kind, lines: read }
    case 'bullets':
      return { kind, items: read }
    case 'numbers':
      return { kind, first: lines[0]?.number ?? 1, items: read }
  }
}

function parseLines(text: string): readonly Block[] {
  const blocks: Block[] = []
  let open: LineKind[] = []
  const flush = (): void => {
    const first = open[0]
    if (first !== undefined) blocks.push(blockOf(first.kind, open))
    open = []
  }
  for (const line of text.split('\n').map(readLine)) {
    if (open[0] !== undefined && open[0].kind !== line.kind) flush()
    open.push(line)
  }
  flush()
  return blocks
}

/**
 * Reads WhatsApp's marks: *bold*, _italic_, ~strike~, `code`, ```mono```, quotes and lists.
 * Marks that do not close stay as they were typed; nothing of the text is ever lost.
 */
export function parseMessage(text: string): readonly Block[] {
  const blocks: Block[] = []
  let rest = text
  for (;;) {
    const start = rest.indexOf('```')
    const end = start === -1 ? -1 : rest.indexOf('```', start + 3)
    if (end === -1 || end === start + 3) break
    const before = rest.slice(0, start).replace(/\n$/u, '')
    if (before !== '') blocks.push(...parseLines(before))
    blocks.push({ kind: 'mono', text: rest.slice(start + 3, end) })
    rest = rest.slice(end + 3).replace(/^\n/u, '')
  }
  if (rest !== '') blocks.push(...parseLines(rest))
  return blocks
}
