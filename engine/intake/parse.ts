/** Deeper nesting than this is no event of Meta's. */
const MAX_DEPTH = 64

/**
 * Reads the bytes of an event as JSON. Template ids are bare integers of up to 17 digits; they come out as text with
 * all their digits. Undefined when the bytes are no JSON, or nested too deep.
 */
export function parseEvent(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  if (isTooDeep(text)) return undefined
  try {
    // The reviver costs time, so it is used only where a long integer may stand.
    return text.includes('message_template_id') ? JSON.parse(text, keepDigits) : JSON.parse(text)
  } catch {
    // Signed but no JSON: the caller parks the event.
    return undefined
  }
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && context?.source !== undefined && /^\d+$/.test(context.source) ? context.source : value
}

function isTooDeep(text: string): boolean {
  let depth = 0
  let isInText = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (isInText) {
      if (code === 92) index += 1
      else if (code === 34) isInText = false
    } else if (code === 34) isInText = true
    else if (code === 123 || code === 91) {
      depth += 1
      if (depth > MAX_DEPTH) return true
    } else if (code === 125 || code === 93) depth -= 1
  }
  return false
}
