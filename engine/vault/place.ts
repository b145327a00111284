import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'

/** What the system says of its disks and its people's folders; tests put a table of their own in its place. */
export type Place = {
  /** Linux: the text of /proc/self/mounts; null where there is none. */
  readonly mounts: string | null
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
}

// Disks of other computers lock files by rules of their own, or not at all; two laptops would write at once.
const NETWORK =
  /^(nfs\d?|cifs|smb\d?|smbfs|sshfs|fuse\.(sshfs|rclone|gvfsd-fuse|davfs|s3fs|google-drive-ocamlfuse|onedriver)|davfs2?|9p|afs|ncpfs|ceph|glusterfs)$/
/** Folders of programs that copy files to other computers while they are written. */
const SYNCED =
  /^(onedrive( - .*)?|dropbox( \(.*\))?|google ?drive|my drive|icloud ?drive|box( sync)?|nextcloud|owncloud|syncthing|sync|pcloud ?drive|mega)$/i
const SYNCED_PATH = [join('Library', 'Mobile Documents'), join('Library', 'CloudStorage')]

export const thisPlace = (): Place => ({
  mounts: process.platform === 'linux' ? readFileSync('/proc/self/mounts', 'utf8') : null,
  platform: process.platform,
  environment: process.env,
  home: homedir(),
})

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

// The kernel writes blanks in paths as octal numbers.
const plain = (text: string): string => text.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))

function fileSystemOf(path: string, mounts: string): string {
  let best = { point: '', kind: '' }
  for (const line of mounts.split('\n')) {
    const [, rawPoint = '', kind = ''] = line.split(' ')
    const point = plain(rawPoint)
    if (point !== '' && isInside(point, path) && point.length >= best.point.length) best = { point, kind }
  }
  return best.kind
}

function isSynced(path: string, { home, environment }: Place): boolean {
  const roots = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'].map((name) => environment[name])
  if (roots.some((root) => root !== undefined && root !== '' && isInside(root, path))) return true
  if (SYNCED_PATH.some((way) => isInside(join(home, way), path))) return true
  return (
    isInside(home, path) &&
    relative(home, path)
      .split(/[\\/]/)
      .some((part) => SYNCED.test(part))
  )
}

/**
 * Whether a folder lies on another computer's disk, or where a program copies it to other computers: there a vault could be open
 * twice, or be copied half written. A backup may lie there. A mapped drive letter of Windows is not recognised.
 */
export function isSharedPlace(folder: string, place: Place): boolean {
  const path = resolve(folder)
  if (place.platform === 'win32' && /^[\\/]{2}/.test(folder)) return true
  if (place.mounts !== null && NETWORK.test(fileSystemOf(path, place.mounts))) return true
  return isSynced(path, place)
}
