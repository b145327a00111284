import { realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { appOrigin } from './app-origin.ts'

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
}

/** A file that may be served, and as what. */
export type ServedFile = { readonly path: string; readonly mimeType: string }

/** Path parts that are plain names. Anything that a file system reads in its own way (colons, backslashes, NUL, dots alone) is refused. */
const isPlainPart = (part: string): boolean => /^[A-Za-z0-9_@-][A-Za-z0-9_@.-]*$/.test(part) && !part.endsWith('.')

/** The path of an address of ours as it was written, without query; undefined for any other address. */
const rawPathOf = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined
  const { protocol, host, username, password, pathname } = new URL(url)
  if (`${protocol}//${host}` !== appOrigin || `${username}${password}` !== '') return undefined
  const raw = url.slice(appOrigin.length).split(/[?#]/)[0]
  return raw === pathname ? raw : undefined
}

const partsOf = (url: string): readonly string[] | undefined => {
  const raw = rawPathOf(url)
  // Nothing we build needs an escape; refusing them all (no plain name has a percent sign) ends double decoding before it begins.
  const parts = (raw === '/' ? '/index.html' : raw)?.slice(1).split('/')
  return parts?.every(isPlainPart) ? parts : undefined
}

/**
 * Finds the file for an address of the app's own scheme.
 * @param folder the folder of the built pages; nothing outside it is ever served, not even through a link
 * @param url the whole address as the page asked for it
 * @returns undefined for everything that is not a plain file of a known kind inside the folder
 */
export const findServedFile = (folder: string, url: string): ServedFile | undefined => {
  const parts = partsOf(url)
  if (parts === undefined) return undefined
  const extension = /\.[a-z0-9]+$/.exec(parts.at(-1) ?? '')?.[0] ?? ''
  const mimeType = mimeTypes[extension]
  if (mimeType === undefined) return undefined
  try {
    const path = join(realpathSync(folder), ...parts)
    // A path that its links change leads elsewhere, even if it leads back inside.
    return realpathSync(path) === path && statSync(path).isFile() ? { path, mimeType } : undefined
  } catch {
    // The file is not there, or a part of its path is a file: both are "not found".
    return undefined
  }
}
