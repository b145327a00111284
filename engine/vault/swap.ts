import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Random } from '../kernel/index.ts'

/** Folder in which what will take the vault's place is made ready. */
const READY_PREFIX = 'ready-'
const SWAP = 'swap.json'

const Swap = z.strictObject({
  /** What moves in. */
  from: z.string().regex(/^ready-[0-9a-f]+$/),
  /** Where the files that were there go, untouched. */
  aside: z.string().regex(/^[a-z-]+\d+$/),
  names: z.array(z.string().regex(/^(vault\.|media$)/)),
  step: z.enum(['out', 'in']),
})
type Swap = z.infer<typeof Swap>

/** Makes an empty folder inside the vault's own, for what will take its place. */
export function makeReadyFolder(folder: string, random: Random): string {
  const name = `${READY_PREFIX}${Buffer.from(random.bytes(8)).toString('hex')}`
  mkdirSync(join(folder, name), { recursive: true, mode: 0o700 })
  return name
}

const databaseFiles = /^vault\.(json|db(-wal|-shm|-journal|\.mark|\.before-\d+)?)$/

/** The files of the vault that is there; `withMedia` when its sealed files go aside as well. */
export const ownNames = (folder: string, { withMedia }: { readonly withMedia: boolean }): string[] =>
  readdirSync(folder).filter((name) => databaseFiles.test(name) || (withMedia && name === 'media'))

function write(folder: string, swap: Swap): void {
  const draft = openSync(join(folder, `${SWAP}.new`), 'w', 0o600)
  try {
    writeSync(draft, JSON.stringify(swap))
    fsyncSync(draft)
  } finally {
    closeSync(draft)
  }
  renameSync(join(folder, `${SWAP}.new`), join(folder, SWAP))
}

/**
 * Sets the vault's files aside whole and puts those that are ready in their place. A process that ends in the middle leaves a note,
 * and `finishSwap` goes on: there is never half of one and half of the other.
 * @param options.aside name of the folder for what was there, e.g. `set-aside-1795000000000`
 */
export function swapIn(folder: string, options: Pick<Swap, 'from' | 'aside' | 'names'>): void {
  write(folder, { ...options, step: 'out' })
  finishSwap(folder)
}

/** Whether a change of places was begun and not ended. */
export const isSwapping = (folder: string): boolean => existsSync(join(folder, SWAP))

/** Ends a change of places that was begun. Call before anything is opened. */
export function finishSwap(folder: string): void {
  const note = join(folder, SWAP)
  if (existsSync(note)) carryOut(folder, Swap.parse(JSON.parse(readFileSync(note, 'utf8'))))
}

/** Removes what was being made ready when the process ended. Only while nothing is. */
export function removeReadyFolders(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith(READY_PREFIX)) rmSync(join(folder, name), { recursive: true, force: true })
}

function carryOut(folder: string, swap: Swap): void {
  const aside = join(folder, swap.aside)
  if (swap.step === 'out') {
    mkdirSync(aside, { recursive: true, mode: 0o700 })
    for (const name of swap.names) if (existsSync(join(folder, name))) renameSync(join(folder, name), join(aside, name))
    write(folder, { ...swap, step: 'in' })
  }
  const from = join(folder, swap.from)
  if (existsSync(from)) for (const name of readdirSync(from)) renameSync(join(from, name), join(folder, name))
  rmSync(join(folder, SWAP), { force: true })
}
