import { createServer, type Socket } from 'node:net'

/** A server that does to each request what the test says, byte by byte; keeps the bodies that reached it. */
export type AnsweringServer = { readonly url: string; readonly bodies: string[]; close(): Promise<void> }

/** @param behave called once a whole request is there; `nth` counts the requests of this connection, from 1 */
export async function startAnsweringServer(behave: (socket: Socket, nth: number) => void): Promise<AnsweringServer> {
  const bodies: string[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => undefined)
    let waiting = Buffer.alloc(0)
    let nth = 0
    socket.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk])
      for (let request = firstRequest(waiting); request !== null; request = firstRequest(waiting)) {
        waiting = waiting.subarray(request.end)
        bodies.push(request.body)
        nth += 1
        behave(socket, nth)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    bodies,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function firstRequest(bytes: Buffer): { readonly body: string; readonly end: number } | null {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return null
  const length = Number(/content-length: (\d+)/i.exec(bytes.subarray(0, headEnd).toString('latin1'))?.[1] ?? 0)
  const end = headEnd + 4 + length
  return bytes.length < end ? null : { body: bytes.subarray(headEnd + 4, end).toString('utf8'), end }
}

/** A whole HTTP answer as bytes. */
export function httpAnswer(status: number, body: string): string {
  return `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
