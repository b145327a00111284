import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A tunnel as a shop would run one: an address of its own that passes every call on to this computer's receiver. */
export type Tunnel = { readonly url: string; readonly calls: () => number; close(): Promise<void> }

const pass = (incoming: IncomingMessage, outgoing: ServerResponse, target: string): void => {
  const { search } = new URL(incoming.url ?? '/', 'http://tunnel')
  const onward = request(`${target}${search}`, { method: incoming.method ?? 'GET', headers: incoming.headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy())
  incoming.pipe(onward)
}

/** Starts a tunnel to the given address, with the same path at its end. */
export async function startTunnel(target: string): Promise<Tunnel> {
  let calls = 0
  const server = createServer((incoming, outgoing) => {
    calls += 1
    pass(incoming, outgoing, target)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${new URL(target).pathname}`,
    calls: () => calls,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
