import { useState } from 'react'
import { call, takeDropped, useCall, useMutationCall, type AppError } from '../../../bridge/index.ts'
import { attachBlob, type Attached } from './bytes.ts'
import { jpegName, needsShrinking, shrunk } from './shrink.ts'

/** A photo that Meta takes only smaller; it is not put to the chat before somebody says so. */
export type Shrinkable = { readonly name: string; readonly before: number; readonly small: Blob }

/** Files that are put to a chat and wait to be sent; they are kept sealed, and are still there after quitting. */
export type Attachments = {
  readonly attached: readonly Attached[]
  readonly asking: Shrinkable | null
  readonly isBusy: boolean
  readonly error: AppError | null
  readonly add: (files: readonly File[]) => void
  /** Answers the question about a photo. */
  readonly shrink: (isWanted: boolean) => void
  readonly remove: (mediaFileId: string) => void
  /** Sends all of them in their order; the caption goes with the first that can carry one. */
  readonly send: (caption: string) => Promise<boolean>
  /** What was asked for: whose chat it is, and how things are sent in it. */
  readonly chat: ChatOfFiles
}

/** The chat that files are put to. `quotes`: the message that they answer; `onDone` ends that. */
export type ChatOfFiles = {
  readonly customerId: string
  readonly personName: string
  readonly holdMs: number
  readonly quotes: string | null
  readonly onDone: () => void
  readonly onSent: () => void
}

/** Only these show words below them. */
const captioned: ReadonlySet<Attached['as']> = new Set(['image', 'video', 'document'])

/** Puts files to a chat and sends them. */
export function useAttachments(chat: ChatOfFiles): Attachments {
  const { customerId, holdMs, quotes } = chat
  const reading = useCall('media.attached', { customerId })
  const reply = useMutationCall('inbox.reply')
  const [waiting, setWaiting] = useState<readonly Shrinkable[]>([])
  const [running, setRunning] = useState(0)
  const [error, setError] = useState<AppError | null>(null)
  const attached = reading.data?.attached ?? []
  const put = async (work: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: AppError }>): Promise<void> => {
    setRunning((count) => count + 1)
    const result = await work()
    if (!result.ok) setError(result.error)
    reading.refetch()
    setRunning((count) => count - 1)
  }
  const addOne = async (file: File): Promise<void> => {
    const small = needsShrinking(file) ? await shrunk(file) : null
    if (small !== null) return setWaiting((before) => [...before, { name: file.name, before: file.size, small }])
    await put(() => attachFile(file, customerId))
  }
  const add = async (files: readonly File[]): Promise<void> => {
    setError(null)
    // One after the other, so that they stay in the order in which they were chosen.
    for (const file of files) await addOne(file)
  }
  return {
    chat,
    attached,
    asking: waiting[0] ?? null,
    isBusy: running > 0 || reply.isRunning,
    error: error ?? reply.error,
    add: (files) => void add(files),
    shrink(isWanted) {
      const [first] = waiting
      setWaiting(waiting.slice(1))
      if (isWanted && first !== undefined) void put(() => attachBlob(first.small, { customerId, name: jpegName(first.name), as: 'image' }))
    },
    remove: (mediaFileId) => void put(() => call('media.discard', { mediaFileId })),
    async send(caption) {
      let words = caption.trim()
      for (const { file, as } of attached) {
        const own = captioned.has(as) ? words : ''
        const message = {
          kind: 'file',
          mediaFileId: file.mediaFileId,
          as,
          caption: own,
          fileName: as === 'document' ? file.name : '',
        } as const
        const sent = await reply.run({ customerId, message, holdMs, ...(quotes === null ? {} : { quotes }) })
        if (!sent.ok) break
        if (own !== '') words = ''
      }
      const left = await call('media.attached', { customerId })
      reading.refetch()
      return left.ok && left.value.attached.length === 0
    },
  }
}

/** By its path where it has one, so that a film need not pass through the window; else by its bytes. */
async function attachFile(file: File, customerId: string): ReturnType<typeof attachBlob> {
  const taken = await takeDropped(file)
  if (taken.ok) return call('media.attach', { customerId, file: taken.value.handle })
  return attachBlob(file, { customerId, name: file.name })
}
