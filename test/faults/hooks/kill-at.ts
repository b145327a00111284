// Loaded before the engine (node --import): the process kills itself at one exact instant of one message, by the points that
// undici names. `send` is before the first byte of the request, `reply` when the head of the answer is there and nothing of it
// has been told to the engine.
import { subscribe } from 'node:diagnostics_channel'

const channels = { send: 'undici:client:sendHeaders', reply: 'undici:request:headers' } as const
const told = new URL(import.meta.url).searchParams
const at = told.get('instant') === 'reply' ? 'reply' : 'send'
let left = Number(told.get('nth'))

subscribe(channels[at], (event) => {
  const { request } = event as { readonly request: { readonly method: string; readonly path: string } }
  if (request.method !== 'POST' || !/\/(?:marketing_)?messages(?:\?|$)/.test(request.path)) return
  left -= 1
  if (left === 0) process.kill(process.pid, 'SIGKILL')
})
