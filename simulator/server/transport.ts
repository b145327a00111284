import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { RequestFault } from '../behaviour/fault-table.ts'
import type { FaultBoard } from '../behaviour/faults.ts'
import type { Answer } from './problems.ts'

/** Carried by every answer: nobody shall take the simulator for Meta. */
export const SIMULATOR_HEADER = 'x-shopbell-simulator'

const HALF_ANSWER_BYTES = 40

/** Gives an answer the ordinary way. */
export function give(answer: Answer): Response {
  return new Response(writeBody(answer), {
    status: answer.status,
    headers: {
      'content-type': answer.contentType,
      [SIMULATOR_HEADER]: '1',
      ...(answer.location === undefined ? {} : { location: answer.location }),
    },
  })
}

/** Breaks the connection at once with RST, so that the caller sees a reset and no answer. */
export function reset(bindings: HttpBindings): Response {
  // Of a request whose body was left half read only the answer still knows the connection.
  const socket = bindings.outgoing.socket ?? bindings.incoming.socket
  socket.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

/** Gives an answer the way the fault says. Faults that only change what the answer says are not handled here. */
export async function giveBadly(
  bindings: HttpBindings,
  answer: Answer,
  options: { fault: RequestFault; board: FaultBoard },
): Promise<Response> {
  const { fault, board } = options
  switch (fault) {
    case 'dropAfterAccept':
    case 'dropBeforeAccept':
    case 'dropReusedAfterAccept':
      return reset(bindings)
    case 'silent':
      return RESPONSE_ALREADY_SENT
    case 'slowAnswer':
      await waitOrClose(bindings, board.setting('slowMs'))
      return give(answer)
    case 'dripAnswer':
      return drip(bindings, answer, board.setting('dripMs'))
    case 'halfAnswer':
      return half(bindings, answer)
    case 'endlessAnswer':
      return endless(bindings, board.setting('endlessBytes'))
    default:
      return give(answer)
  }
}

function writeBody(answer: Answer): string {
  return typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
}

function writeHead(bindings: HttpBindings, answer: Answer, length: number | null): void {
  bindings.outgoing.writeHead(answer.status, {
    'content-type': answer.contentType,
    [SIMULATOR_HEADER]: '1',
    ...(length === null ? {} : { 'content-length': length }),
  })
}

/** Waits, but not longer than the caller keeps the connection. */
function waitOrClose(bindings: HttpBindings, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      bindings.incoming.socket.off('close', done)
      resolve()
    }
    const timer = setTimeout(done, waitMs)
    bindings.incoming.socket.once('close', done)
  })
}

function half(bindings: HttpBindings, answer: Answer): Response {
  const body = Buffer.from(writeBody(answer))
  writeHead(bindings, answer, body.length)
  bindings.outgoing.write(body.subarray(0, HALF_ANSWER_BYTES), () => bindings.incoming.socket.destroy())
  return RESPONSE_ALREADY_SENT
}

async function drip(bindings: HttpBindings, answer: Answer, gapMs: number): Promise<Response> {
  const body = Buffer.from(writeBody(answer))
  writeHead(bindings, answer, body.length)
  for (const byte of body) {
    if (bindings.outgoing.destroyed) break
    bindings.outgoing.write(Uint8Array.of(byte))
    await waitOrClose(bindings, gapMs)
  }
  bindings.outgoing.end()
  return RESPONSE_ALREADY_SENT
}

async function endless(bindings: HttpBindings, limitBytes: number): Promise<Response> {
  writeHead(bindings, { status: 200, body: '', contentType: 'application/json; charset=UTF-8' }, null)
  const block = Buffer.alloc(65_536, 0x20)
  for (let sent = 0; sent < limitBytes && !bindings.outgoing.destroyed; sent += block.length) {
    const hasRoom = bindings.outgoing.write(sent === 0 ? '{"messages":[' : block)
    if (!hasRoom) await drained(bindings)
  }
  bindings.outgoing.end()
  return RESPONSE_ALREADY_SENT
}

function drained(bindings: HttpBindings): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      bindings.outgoing.off('drain', done)
      bindings.outgoing.off('close', done)
      resolve()
    }
    bindings.outgoing.once('drain', done)
    bindings.outgoing.once('close', done)
  })
}
