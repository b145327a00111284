import type { WireBytes } from './wire.ts'

/** One field of a form: a word, or a file with its name and kind. */
export type FormPart =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array }

/**
 * Writes a multipart form around the given bytes without copying them.
 * @param boundary must stand in none of the parts; long and random
 */
export function encodeForm(parts: readonly FormPart[], boundary: string): WireBytes {
  const pieces = parts.flatMap((part) => {
    const isFile = 'bytes' in part
    const disposition = `form-data; name="${quote(part.name)}"${isFile ? `; filename="${quote(part.fileName)}"` : ''}`
    const kind = isFile ? `content-type: ${part.contentType.replaceAll(/[\r\n]/g, '')}\r\n` : ''
    const head = Buffer.from(`--${boundary}\r\ncontent-disposition: ${disposition}\r\n${kind}\r\n`)
    return [head, isFile ? part.bytes : Buffer.from(part.value), Buffer.from('\r\n')]
  })
  return { contentType: `multipart/form-data; boundary=${boundary}`, pieces: [...pieces, Buffer.from(`--${boundary}--\r\n`)] }
}

/** As browsers write names in forms: a quote or a line break must not end the field. */
const quote = (name: string): string => name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
