import { lstatSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { fail, ok, type Result } from '#contract/kernel/result.ts'

/** What a file was chosen for. */
export type FileUse = 'read' | 'write' | 'folder'

type Chosen = { readonly path: string; readonly use: FileUse }

const PREFIX = 'handle:'

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** The path with every link followed; for a file that is not there yet, of the folder it will lie in. */
const resolvePath = (path: string): string | undefined => {
  try {
    return realpathSync(path)
  } catch {
    // Not there yet: a target to be written. Its folder must be there.
  }
  try {
    return join(realpathSync(dirname(path)), basename(path))
  } catch {
    return undefined
  }
}

const unfit = { folder: 'folder-missing', write: 'file-write-failed', read: 'file-missing' } as const satisfies Readonly<
  Record<FileUse, string>
>

/** Whether what is there now is what the handle was given for. */
function fits(path: string, chosen: { readonly path: string; readonly use: FileUse }): boolean {
  if (chosen.use === 'write') return !isLink(chosen.path)
  const found = lstatSync(path, { throwIfNoEntry: false })
  return (chosen.use === 'folder' ? found?.isDirectory() : found?.isFile()) === true
}

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true

/**
 * Remembers which files the person chose, so that a page never sees or names a path. A handle is random, works only for what the
 * file was chosen for, and is gone with the window.
 */
export class FileHandles {
  readonly #chosen = new Map<string, Chosen>()
  readonly #newToken: () => string
  readonly #ownFolder: string

  /**
   * @param newToken makes the random part of a handle
   * @param ownFolder the app's own data; nothing in it may be read or written through a handle
   */
  constructor(newToken: () => string, ownFolder: string) {
    this.#newToken = newToken
    this.#ownFolder = ownFolder
  }

  /** Gives a handle for a file that the person chose in a dialog of the system. */
  add(path: string, use: FileUse): string {
    const handle = `${PREFIX}${this.#newToken()}`
    this.#chosen.set(handle, { path, use })
    return handle
  }

  /**
   * The path behind a handle, checked at the moment of use.
   * @returns `file-handle-unknown` for anything that is not a handle for this use; `file-missing` for a file that is no plain file
   * any more, `folder-missing` for a folder that is gone; `vault-folder-refused` for one inside the app's own data
   */
  resolve(handle: string, use: FileUse): Result<string> {
    const chosen = this.#chosen.get(handle)
    if (chosen === undefined || chosen.use !== use) return fail('file-handle-unknown')
    const path = resolvePath(chosen.path)
    if (path === undefined) return fail('file-missing')
    if (isInside(realpathSync(this.#ownFolder), path)) return fail('vault-folder-refused')
    return fits(path, chosen) ? ok(path) : fail(unfit[use])
  }

  /** Forgets every handle; the window they were given to is gone. */
  clear(): void {
    this.#chosen.clear()
  }
}
