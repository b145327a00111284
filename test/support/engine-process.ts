import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { CallInput, CallName, CallOutput } from '#contract/ipc/index.ts'

/** The engine's command line: bundled as the app's engine is, where `npm test` has done that once for all, else its sources. */
export const engineProgram = (): string =>
  process.env['SHOPBELL_ENGINE_PROGRAM'] ?? fileURLToPath(new URL('../../engine/host/command-line.ts', import.meta.url))

/** The call was answered with an error; `code` is one of the catalogue, or `engine-unavailable` when the engine ended first. */
export class CallFailed extends Error {
  readonly code: string
  constructor(name: string, code: string) {
    super(`${name} was answered with ${code}`)
    this.name = 'CallFailed'
    this.code = code
  }
}

/** The real engine program on standard input and output. */
export type EngineProcess = {
  readonly process: ChildProcess
  readonly pid: number
  /** Rejects with CallFailed. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** Ends it at once, as a power cut would; resolves when it is gone. */
  kill(): Promise<void>
  /** Closes its input and waits until it has ended in order. */
  stop(): Promise<void>
}

export type EngineOptions = {
  readonly vault: string
  readonly graphUrl: string
  readonly webhookPort?: number
  readonly env?: Readonly<Record<string, string>>
  /** Uses the Secret Service that the environment names; without it the vault needs a passphrase. */
  readonly keychain?: boolean
  readonly parameters?: readonly string[]
  /** Words for Node itself in front of the program, e.g. `--import FILE`. */
  readonly nodeParameters?: readonly string[]
  /** A program under which the engine runs, with its own words; it must leave the engine its process id (`strace -D`). */
  readonly under?: readonly string[]
}

/** Starts the engine; answers come as soon as they are there. */
export function startEngineProcess(options: EngineOptions): EngineProcess {
  const parameters = ['--vault', options.vault, '--graph-url', options.graphUrl, '--at-once', '--exit-on-end']
  if (options.keychain !== true) parameters.push('--no-keychain')
  if (options.webhookPort !== undefined) parameters.push('--webhook-port', String(options.webhookPort))
  const words = [process.execPath, ...(options.nodeParameters ?? []), engineProgram(), ...parameters, ...(options.parameters ?? [])]
  const [command = process.execPath, ...rest] = [...(options.under ?? []), ...words]
  const child = spawn(command, rest, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...options.env },
  })
  const waiting = new Map<number, { name: string; resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const ended = once(child, 'exit').then(() => {
    for (const { name, reject } of waiting.values()) reject(new CallFailed(name, 'engine-unavailable'))
    waiting.clear()
  })
  // A killed reader makes the pipe break; the exit tells the rest.
  child.stdin.on('error', () => undefined)
  createInterface({ input: child.stdout }).on('line', (line) => {
    const frame = JSON.parse(line) as { id?: number; ok?: unknown; error?: { code: string } }
    const call = frame.id === undefined ? undefined : waiting.get(frame.id)
    if (call === undefined || frame.id === undefined) return
    waiting.delete(frame.id)
    if (frame.error === undefined) call.resolve(frame.ok)
    else call.reject(new CallFailed(call.name, frame.error.code))
  })
  let lastId = 0
  return {
    process: child,
    pid: child.pid ?? 0,
    call: <N extends CallName>(name: N, input: CallInput<N>) =>
      new Promise<CallOutput<N>>((resolve, reject) => {
        if (child.exitCode !== null || child.signalCode !== null) return reject(new CallFailed(name, 'engine-unavailable'))
        lastId += 1
        waiting.set(lastId, { name, resolve: resolve as (value: unknown) => void, reject })
        child.stdin.write(`${JSON.stringify({ id: lastId, call: name, input })}\n`)
      }),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}
