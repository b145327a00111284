import type { Readable, Writable } from 'node:stream'
import type { Channel, FrameIn, FrameOut } from '#contract/ipc/protocol.ts'

/** The longest line that is read; a file is named by its path, so no call needs more. */
const MAX_LINE_BYTES = 4_194_304

/** Reads one line: a frame, with the line's number as id where it has none. */
function parseLine(line: string, lineNumber: number): unknown {
  try {
    const message: unknown = JSON.parse(line)
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return { id: lineNumber }
    const isRequest = 'call' in message || 'subscribe' in message
    return isRequest && !('id' in message) ? { id: lineNumber, ...message } : message
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // Not a frame: the server refuses it under the number of the line.
    return { id: lineNumber }
  }
}

/** Cuts a stream of bytes into lines; a line that is too long counts as one that can't be read. */
function createLineReader(onLine: (line: string, lineNumber: number) => void) {
  let parts: Buffer[] = []
  let sizeBytes = 0
  let lineNumber = 0
  const end = () => {
    lineNumber += 1
    const line = sizeBytes > MAX_LINE_BYTES ? 'too long' : Buffer.concat(parts).toString('utf8').trim()
    parts = []
    sizeBytes = 0
    if (line !== '') onLine(line, lineNumber)
  }
  return {
    push(chunk: Buffer) {
      let start = 0
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, start)) {
        take(chunk.subarray(start, at))
        end()
        start = at + 1
      }
      take(chunk.subarray(start))
    },
    end() {
      if (sizeBytes > 0) end()
    },
  }
  function take(part: Buffer) {
    sizeBytes += part.length
    if (sizeBytes <= MAX_LINE_BYTES) parts.push(part)
    else parts = []
  }
}

/**
 * A channel of JSON lines: one object a line in, one object a line out. The end of the input is not the end of the channel:
 * what was asked before it is still answered. The channel closes when nobody reads the answers any more.
 */
export function jsonLinesChannel(input: Readable, output: Writable): { readonly channel: Channel; readonly ended: Promise<void> } {
  const messages = new Set<(message: unknown) => void>()
  const closes = new Set<() => void>()
  const reader = createLineReader((line, lineNumber) => {
    const message = parseLine(line, lineNumber)
    for (const listener of messages) listener(message)
  })
  const ended = new Promise<void>((resolve) => {
    input.on('data', (chunk: Buffer | string) => reader.push(Buffer.from(chunk)))
    input.on('end', () => {
      reader.end()
      resolve()
    })
    input.on('close', resolve)
  })
  const closed = () => {
    for (const listener of closes) listener()
    closes.clear()
  }
  output.on('error', closed)
  const channel: Channel = {
    post(frame: FrameIn | FrameOut) {
      if (!output.destroyed) output.write(`${JSON.stringify(frame)}\n`)
    },
    onMessage(listener) {
      messages.add(listener)
      return () => messages.delete(listener)
    },
    onClose(listener) {
      closes.add(listener)
      return () => closes.delete(listener)
    },
    close() {
      closed()
      input.destroy()
    },
  }
  return { channel, ended }
}
