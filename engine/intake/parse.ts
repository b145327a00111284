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
  let depth = 0
  for (let index = 0; index < text.length && depth <= MAX_DEPTH; index += 1) {
    const character = text.charCodeAt(index)
    if (character === QUOTE) index = endOfText(text, index)
    else if (OPENING.has(character)) depth += 1
    else if (CLOSING.has(character)) depth -= 1
  }
  return depth > MAX_DEPTH
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
