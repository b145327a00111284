/** Signs that turn the direction of what follows, or that nobody sees: a name could end in another ending than it shows. */
const HIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu
const NOT_IN_NAMES = /[\\/:*?"<>|]/gu
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i
/** Of a name with its ending; what file systems take. */
const MOST_BYTES = 200
const MOST_ENDING = 16

const bytesOf = (text: string): number => Buffer.byteLength(text)

/** The ending of a name in small letters, without the dot; empty where there is none. */
export const endingOf = (name: string): string => /\.([^.\s]{1,16})$/u.exec(name)?.[1]?.toLowerCase() ?? ''

/**
 * A name from outside as it may be shown and written: the last part of a path, nothing that hides or turns letters, nothing
 * that a file system reads in its own way, at most 200 bytes with its ending kept. Empty becomes `fallback`.
 */
export function safeName(name: string, fallback: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .replace(HIDDEN, '')
    .replace(NOT_IN_NAMES, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '')
  if (plain === '') return fallback
  return shortened(RESERVED.test(plain) ? `_${plain}` : plain)
}

function shortened(name: string): string {
  if (bytesOf(name) <= MOST_BYTES) return name
  const ending = endingOf(name)
  const tail = ending === '' || ending.length > MOST_ENDING ? '' : name.slice(-(ending.length + 1))
  let stem = name.slice(0, name.length - tail.length)
  while (bytesOf(stem) + bytesOf(tail) > MOST_BYTES) stem = [...stem].slice(0, -1).join('')
  return `${stem.trimEnd()}${tail}`
}
