import type { CardLine } from './unfold.ts'

/** The text of a value: quoted-printable in its own encoding, then the escapes of the versions. */
export function textOf(line: CardLine): string {
  return unescape(decoded(line)).replace(/\0/g, '').trim()
}

/** The parts of a value that semicolons part, e.g. of N. */
export const partsOf = (line: CardLine): string[] =>
  decoded(line)
    .split(/(?<!\\);/)
    .map((part) => unescape(part).trim())

/** The entries of a value that commas part, e.g. of CATEGORIES; 2.1 has semicolons there. */
export const listOf = (line: CardLine): string[] =>
  decoded(line)
    .split(/(?<!\\)[,;]/)
    .map((part) => unescape(part).trim())
    .filter((part) => part !== '')

function decoded(line: CardLine): string {
  if (line.parameters.get('ENCODING')?.toUpperCase() !== 'QUOTED-PRINTABLE') return line.value
  return quotedPrintable(line.value, line.parameters.get('CHARSET') ?? 'utf-8')
}

function quotedPrintable(value: string, charset: string): string {
  const bytes: number[] = []
  for (let at = 0; at < value.length; at += 1) {
    const escaped = value[at] === '=' ? /^[0-9a-f]{2}/i.exec(value.slice(at + 1, at + 3))?.[0] : undefined
    if (escaped !== undefined) {
      bytes.push(Number.parseInt(escaped, 16))
      at += 2
    } else for (const byte of new TextEncoder().encode(value[at])) bytes.push(byte)
  }
  return decoderOf(charset).decode(Uint8Array.from(bytes))
}

/** A name that nobody knows is taken for UTF-8; what is unreadable then shows as such. */
function decoderOf(charset: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset.trim())
  } catch {
    return new TextDecoder()
  }
}

const unescape = (text: string): string => text.replace(/\\([nN,;:\\])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))
