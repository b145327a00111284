import { ok, type Result } from '#contract/kernel/result.ts'
import { inflateFile } from '../chat-file/index.ts'
import type { Sealed } from '../media/index.ts'
import type { ChatImportDeps } from './deps.ts'
import type { TimedMessage } from './timed.ts'

/** A file of the chat, sealed; `isKept` once a message has it. */
export type SealedFile = Sealed & { readonly storedName: string; isKept: boolean }
/** By the name in the archive. */
export type SealedFiles = Map<string, SealedFile>

type Sealing = { readonly path: string; readonly messages: readonly TimedMessage[]; readonly signal: AbortSignal }
type Waiting = { readonly name: string; readonly chunk: Uint8Array; readonly isLast: boolean }

/**
 * Seals the files that messages name, each under a key of its own, as they come out of the archive: nothing readable touches
 * the disk. On a failure what was sealed is removed.
 */
export async function sealFiles({ media }: ChatImportDeps, { path, messages, signal }: Sealing): Promise<Result<SealedFiles>> {
  const wanted = new Set(messages.flatMap(({ file }) => (file === null || file === 'left-out' ? [] : [file.name])))
  const sealed: SealedFiles = new Map()
  if (wanted.size === 0) return ok(sealed)
  const waiting: Waiting[] = []
  const open = new Map<string, Extract<Awaited<ReturnType<typeof media.beginSealing>>, { ok: true }>['value']>()
  const write = async ({ name, chunk, isLast }: Waiting): Promise<Result<void>> => {
    const begun = open.get(name) ?? (await begin(name))
    if ('error' in begun) return begun
    await begun.append(chunk)
    if (!isLast) return ok(undefined)
    open.delete(name)
    const finished = await begun.finish()
    if (finished.ok) sealed.set(name, { ...finished.value, isKept: false })
    return finished.ok ? ok(undefined) : finished
  }
  const begin = async (name: string) => {
    const begun = await media.beginSealing()
    if (!begun.ok) return begun
    open.set(name, begun.value)
    return begun.value
  }
  const drain = async (): Promise<Result<void>> => {
    for (const one of waiting.splice(0)) {
      const written = await write(one)
      if (!written.ok) return written
    }
    return ok(undefined)
  }
  const choose = (name: string) =>
    wanted.delete(name) ? (chunk: Uint8Array, isLast: boolean) => void waiting.push({ name, chunk: chunk.slice(), isLast }) : null
  const inflated = await inflateFile(path, { signal, choose, drain })
  for (const begun of open.values()) await begun.abandon()
  if (inflated.ok) return ok(sealed)
  for (const { storedName } of sealed.values()) media.dropSealed(storedName)
  return inflated
}
