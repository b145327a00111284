/** Deeper nesting than this is no event of Meta's. */
const MAX_DEPTH = 64

/**
 * Reads the bytes of an event as JSON. Template ids are bare integers of up to 17 digits; they, and other long integers,
 * come out as text with all their digits. Undefined when the bytes are no JSON, or nested too deep.
 */
export function parseEvent(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  if (isTooDeep(text)) return undefined
  try {
    // The reviver costs time, so it is used only where a long integer may stand.
    return /:\s?\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
  } catch {
    // Signed but no JSON: the caller parks the event.
    return undefined
  }
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && context?.source !== undefined && /^\d+$/.test(context.source)
    ? context.source
    : value
}

/** Looks at brackets outside texts only. No regular expression: one over a text of 3 MB could run out of stack. */
function isTooDeep(text: string): boolean {
  // Nearly every event has fewer brackets in all, and finding these is a tenth of telling texts from the rest.
  if (!hasMore(text, '{', MAX_DEPTH / 2) && !hasMore(text, '[', MAX_DEPTH / 2)) return false
  let depth = 0
  for (let index = 0; index < text.length && depth <= MAX_DEPTH; index += 1) {
    const character = text.charCodeAt(index)
    if (character === QUOTE) index = endOfText(text, index)
    else if (OPENING.has(character)) depth += 1
    else if (CLOSING.has(character)) depth -= 1
  }
  return depth > MAX_DEPTH
}

/** Whether a sign stands more than so many times anywhere in a text. */
function hasMore(text: string, sign: '{' | '[', times: number): boolean {
  let found = 0
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
    found += 1
    if (found > times) return true
  }
  return false
}

const QUOTE = 34
const BACKSLASH = 92
const OPENING = new Set([91, 123])
const CLOSING = new Set([93, 125])

function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped(text: string, place: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(place - 1 - backslashes) === BACKSLASH) backslashes += 1
  return backslashes % 2 === 1
}
