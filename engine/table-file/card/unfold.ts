/** One logical line of a card: the property's name in capitals without its group, its parameters, and its value as written. */
export type CardLine = { readonly name: string; readonly parameters: ReadonlyMap<string, string>; readonly value: string }

/** Longer values are pictures or damage; of these only the name is kept. */
const MOST_VALUE_CHARS = 65_536

/**
 * Puts lines together that were parted: a space or tab in front (all versions), or a soft break at the end of
 * quoted-printable (2.1). Values beyond what text needs are dropped as they come, so that a photo costs no memory.
 */
export function createUnfolder(take: (line: CardLine) => void): { add(line: string): void; end(): void } {
  let open = ''
  let isSoft = false
  const flush = (): void => {
    const line = readLine(open)
    open = ''
    isSoft = false
    if (line !== null) take(line)
  }
  const append = (text: string): void => {
    if (open.length < MOST_VALUE_CHARS) open += text.slice(0, MOST_VALUE_CHARS - open.length)
  }
  return {
    add(line) {
      if (isSoft) {
        open = open.slice(0, -1)
        append(line.replace(/^[ \t]+/, ''))
      } else if (/^[ \t]/.test(line) && open !== '') append(line.slice(1))
      else {
        flush()
        append(line)
      }
      isSoft = line.endsWith('=') && isQuoted(open)
    },
    end: flush,
  }
}

/** A boundary ends everything, whatever a broken value before it says. */
const isQuoted = (line: string): boolean => /^[^:]{0,500}QUOTED-PRINTABLE[^:]{0,500}:/i.test(line)

function readLine(line: string): CardLine | null {
  const colon = endOfHead(line)
  if (colon === -1) return null
  const [head = '', ...told] = line.slice(0, colon).split(';')
  const name = head
    .slice(head.lastIndexOf('.') + 1)
    .trim()
    .toUpperCase()
  const parameters = new Map<string, string>()
  for (const part of told) {
    const [key = '', ...rest] = part.split('=')
    const value = rest.join('=').replace(/^"|"$/g, '')
    // 2.1 writes TEL;CELL;PREF: where later versions write TYPE=CELL,PREF.
    const [parameter, said] = rest.length === 0 ? bare(key) : [key.trim().toUpperCase(), value]
    parameters.set(parameter, parameters.has(parameter) ? `${parameters.get(parameter)},${said}` : said)
  }
  return { name, parameters, value: line.slice(colon + 1) }
}

const ENCODINGS: readonly string[] = ['QUOTED-PRINTABLE', 'BASE64', '7BIT', '8BIT', 'B']

const bare = (word: string): readonly [string, string] => [ENCODINGS.includes(word.trim().toUpperCase()) ? 'ENCODING' : 'TYPE', word.trim()]

/** The colon after the head; one inside quotes belongs to a parameter. */
function endOfHead(line: string): number {
  let isInQuotes = false
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') isInQuotes = !isInQuotes
    else if (line[at] === ':' && !isInQuotes) return at
  }
  return line.indexOf(':')
}
