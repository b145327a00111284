// Packages that never come back, and why. Asked of the lock file, so that what another package brings along is seen too.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../scripts/prepare/paths.mjs'

/** Names that may stand nowhere in the lock file. @source SECURITY P-03, LIBRARIES 12 and its list of what is stale */
export const BANNED: Readonly<Record<string, string>> = {
  xlsx: 'its mended versions are not in the registry (CVE-2023-30533, CVE-2024-22363); engine/table-file reads workbooks',
  exceljs: 'unmaintained, brings an old unzipper; engine/table-file reads workbooks, engine/table-export writes them',
  '@e965/xlsx': 'a copy of xlsx by somebody else; engine/table-file reads workbooks',
  'adm-zip': 'believes the sizes that an archive claims (GHSA-rcw4-f5rp-g42v); fflate counts what comes out',
  vcf: 'cuts names of Android cards; engine/table-file/card reads them',
  'vcard4-ts': 'reads version 4 only; engine/table-file/card reads all three',
}

type Lock = { readonly packages?: Readonly<Record<string, { readonly name?: string; readonly resolved?: string }>> }

/** What of the lock file is banned, one line each; a package under another name is found by where it comes from. */
export function bannedIn(lock: Lock): string[] {
  return Object.entries(lock.packages ?? {}).flatMap(([place, { name, resolved = '' }]) => {
    const called = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const source = /^[a-z+]+:\/\/[^/]+\/(?:.*\/)?((?:@[^/]+\/)?[^/]+)\/-\/[^/]+$/.exec(resolved)?.[1]
    const banned = [name, called, source].find((one) => one !== undefined && Object.hasOwn(BANNED, one))
    return banned === undefined ? [] : [`${place}: ${banned} is banned: ${BANNED[banned]}`]
  })
}

/** The lock file of this project. */
export const readLock = (): Lock => JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')) as Lock
