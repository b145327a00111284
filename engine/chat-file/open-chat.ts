import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import {
  ARCHIVE_LIMITS,
  ArchiveProblem,
  checkDirectory,
  decode,
  Inflater,
  lookAtKind,
  openSourceFile,
  type ArchiveLimits,
} from '../table-file/index.ts'
import { createChatReader, isChat, type Chat } from './read-chat.ts'

/** Chats hold films; what is unpacked goes straight into sealed files, so more may come out of them than out of a table. */
const CHAT_LIMITS: ArchiveLimits = { ...ARCHIVE_LIMITS, inflatedBytes: 4 * 1024 * 1_048_576 }
const MOST_TEXT_BYTES = 200 * 1_048_576
const TAIL_BYTES = 8 * 1_048_576
const STEP_BYTES = 65_536
const LOOK_BYTES = 65_536

/** A chat as the phone exported it, read whole; files of it are read again one by one. */
export type OpenChat = {
  readonly fileName: string
  readonly sizeBytes: number
  readonly chat: Chat
  /** Names of the files that came with it. */
  readonly files: ReadonlySet<string>
}

/**
 * Reads an exported chat: text, or an archive of the text and its files. Errors: chat-unreadable, file-missing,
 * file-unreadable, file-empty, file-too-large, file-bomb, file-locked, call-cancelled.
 */
export async function openChat(
  path: string,
  options: { readonly dayFirst?: boolean | undefined; readonly signal: AbortSignal },
): Promise<Result<OpenChat>> {
  const looked = await lookAtKind(path)
  if (!looked.ok) return looked
  const { kind, sizeBytes } = looked.value
  if (kind === 'old-excel' || kind === 'locked') return fail('chat-unreadable')
  const read = kind === 'archive' ? await readArchive(path, options) : await readText(path, options)
  if (!read.ok) return read
  if (read.value.chat.messages.length === 0) return fail('chat-unreadable')
  return ok({ ...read.value, fileName: basename(path), sizeBytes })
}

/** Whether a file is an exported chat, by its bytes; null for anything else, whatever is wrong with it. */
export async function lookAtChat(path: string): Promise<{ readonly fileName: string; readonly sizeBytes: number } | null> {
  const looked = await lookAtKind(path)
  if (!looked.ok) return null
  const facts = { fileName: basename(path), sizeBytes: looked.value.sizeBytes }
  if (looked.value.kind === 'text') return (await isTextChat(path)) ? facts : null
  return looked.value.kind === 'archive' && (await holdsChat(path)) ? facts : null
}

async function isTextChat(path: string): Promise<boolean> {
  const opened = await openSourceFile(path, undefined)
  if (!opened.ok) return false
  await opened.value.handle.close()
  return isChat(opened.value.beginning)
}

/** A workbook has its parts in folders; an export has one text on top. */
async function holdsChat(path: string): Promise<boolean> {
  const names = await withFile(path, namesIn)
  return names.ok && !names.value.includes('xl/workbook.xml') && names.value.some(isTextName)
}

const isTextName = (name: string): boolean => /^[^/\\]+\.txt$/iu.test(name)

async function readText(
  path: string,
  { dayFirst, signal }: { readonly dayFirst?: boolean | undefined; readonly signal: AbortSignal },
): Promise<Result<Pick<OpenChat, 'chat' | 'files'>>> {
  const opened = await openSourceFile(path, undefined)
  if (!opened.ok) return opened.error.code === 'file-not-text' ? fail('chat-unreadable') : opened
  const file = opened.value
  try {
    if (file.sizeBytes > MOST_TEXT_BYTES) return fail('file-too-large', { sizeBytes: file.sizeBytes, limitBytes: MOST_TEXT_BYTES })
    const lines = createLines()
    for await (const chunk of decode(file)) {
      if (signal.aborted) return fail('call-cancelled')
      lines.add(chunk.text)
      await nextTurn()
    }
    return ok({ chat: lines.finish(dayFirst), files: new Set() })
  } finally {
    await file.handle.close()
  }
}

async function readArchive(
  path: string,
  { dayFirst, signal }: { readonly dayFirst?: boolean | undefined; readonly signal: AbortSignal },
): Promise<Result<Pick<OpenChat, 'chat' | 'files'>>> {
  const names = await withFile(path, namesIn)
  if (!names.ok) return names
  const texts = names.value.filter(isTextName)
  // The phone names it after the chat; documents that were sent may end alike, so the one that reads like a chat counts.
  const candidates: ReturnType<typeof createLines>[] = []
  const inflated = await inflateFile(path, {
    signal,
    choose: (name) => {
      if (!texts.includes(name)) return null
      const lines = createLines()
      const decoder = new TextDecoder()
      let bytes = 0
      candidates.push(lines)
      return (chunk, isLast) => {
        bytes += chunk.byteLength
        if (bytes > MOST_TEXT_BYTES) throw new ArchiveProblem('file-too-large')
        lines.add(decoder.decode(chunk, { stream: !isLast }))
      }
    },
  })
  if (!inflated.ok) return inflated
  const chats = candidates.map((lines) => lines.finish(dayFirst)).toSorted((one, other) => other.messages.length - one.messages.length)
  const chat = chats[0]
  if (chat === undefined) return fail('chat-unreadable')
  return ok({ chat, files: new Set(names.value.filter((name) => !name.endsWith('/') && !isTextName(name))) })
}

/** Parts text into lines as it comes. */
function createLines() {
  const reader = createChatReader()
  let rest = ''
  return {
    add(text: string): void {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) reader.add(line.replace(/\r$/u, ''))
      // A line that never ends is no chat's.
      if (rest.length > LOOK_BYTES * 4) rest = rest.slice(0, LOOK_BYTES)
    },
    finish(dayFirst: boolean | undefined): Chat {
      reader.add(rest.replace(/\r$/u, ''))
      return reader.finish(dayFirst)
    },
  }
}

/** Takes one file of the archive; `chunks` is emptied by whoever reads. */
export type FileSink = (chunk: Uint8Array, isLast: boolean) => void

type Inflating = {
  readonly signal: AbortSignal
  readonly choose: (name: string) => FileSink | null
  readonly drain?: () => Promise<Result<void>>
}

/**
 * Unpacks an archive once, from beginning to end; `choose` says who takes which file, `drain` is awaited after each step so
 * that whoever writes keeps up. Errors: those of opening, file-bomb, call-cancelled.
 */
export async function inflateFile(path: string, { signal, choose, drain }: Inflating): Promise<Result<void>> {
  return withFile(path, async (handle, sizeBytes) => {
    const inflater = new Inflater(CHAT_LIMITS, choose)
    const step = Buffer.alloc(STEP_BYTES)
    for (let at = 0; at < sizeBytes;) {
      if (signal.aborted) return fail('call-cancelled')
      const { bytesRead } = await handle.read(step, 0, STEP_BYTES, at)
      if (bytesRead === 0) break
      at += bytesRead
      // The library keeps what it does not need yet, so it gets bytes of its own.
      inflater.push(Uint8Array.from(step.subarray(0, bytesRead)), at >= sizeBytes)
      const drained = await drain?.()
      if (drained?.ok === false) return drained
      await nextTurn()
    }
    return ok(undefined)
  })
}

async function namesIn(handle: FileHandle, sizeBytes: number): Promise<Result<readonly string[]>> {
  const bytes = new Uint8Array(Math.min(sizeBytes, TAIL_BYTES))
  const startsAt = sizeBytes - bytes.byteLength
  await handle.read(bytes, 0, bytes.byteLength, startsAt)
  return ok(checkDirectory({ bytes, startsAt }, CHAT_LIMITS))
}

async function withFile<T>(path: string, work: (handle: FileHandle, sizeBytes: number) => Promise<Result<T>>): Promise<Result<T>> {
  const handle = await open(path, 'r').catch(() => null)
  if (handle === null) return fail('file-missing')
  try {
    return await work(handle, (await handle.stat()).size)
  } catch (error) {
    if (error instanceof ArchiveProblem) return fail(error.code)
    if (error instanceof Error && 'syscall' in error) return fail('file-unreadable')
    throw error
  } finally {
    await handle.close()
  }
}
