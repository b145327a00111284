import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { contentPolicy } from './content-policy.ts'
import { mediaOrigin, serveMedia, type ReadMedia } from './media-protocol.ts'
import { findServedFile } from './path-guard.ts'

/** Registers the app's own scheme; must run before the app is ready. */
export const registerAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ])
}

const headers = (mimeType: string): Record<string, string> => ({
  'Content-Type': mimeType,
  'Content-Security-Policy': contentPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
})

/**
 * Serves the built pages under the app's own scheme, by GET only, and kept files under a host of their own; everything else is
 * "not found".
 * @param folder the folder of the built pages
 * @param read gives the bytes of kept files
 * @param onRefused told about each refused address, for the log
 */
export const serveAppPages = (folder: string, read: ReadMedia, onRefused: () => void): void => {
  protocol.handle('app', async (request) => {
    if (request.url.startsWith(`${mediaOrigin}/`)) return serveMedia(request, read)
    const file = request.method === 'GET' ? findServedFile(folder, request.url) : undefined
    if (file === undefined) {
      onRefused()
      return new Response('Not found', { status: 404, headers: headers('text/plain; charset=utf-8') })
    }
    return new Response(new Uint8Array(await readFile(file.path)), { headers: headers(file.mimeType) })
  })
}
