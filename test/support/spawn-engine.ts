import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Channel } from '#contract/ipc/protocol.ts'
import { engineProgram } from './engine-process.ts'
import { protocolClient, type ProtocolClient } from './protocol-client.ts'

/** An engine in a process of its own, with a client on its channel. */
export type SpawnedEngine = {
  readonly client: ProtocolClient
  readonly child: ChildProcess
  readonly standardError: () => string
  stop(): Promise<void>
}

export type SpawnOptions = { readonly vault: string; readonly parameters?: readonly string[]; readonly env?: NodeJS.ProcessEnv }

const asChannel = (
  child: ChildProcess,
  post: (frame: unknown) => void,
  close: () => void,
): Channel & { deliver(message: unknown): void } => {
  const messages = new Set<(message: unknown) => void>()
  const closes = new Set<() => void>()
  child.once('exit', () => {
    for (const listener of closes) listener()
  })
  return {
    post,
    close,
    onMessage(listener) {
      messages.add(listener)
      return () => messages.delete(listener)
    },
    onClose(listener) {
      closes.add(listener)
      return () => closes.delete(listener)
    },
    deliver(message) {
      for (const listener of messages) listener(message)
    },
  }
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

const collect = (child: ChildProcess): (() => string) => {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => (text += String(chunk)))
  return () => text
}

/** Starts the engine as the app does, on a channel between processes. */
export function forkEngine(options: SpawnOptions): SpawnedEngine {
  const child = fork(resolve('engine/host/process.ts'), ['--vault', options.vault, '--check-outputs', ...(options.parameters ?? [])], {
    env: options.env ?? process.env,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const standardError = collect(child)
  const channel = asChannel(
    child,
    (frame) => void (child.connected && child.send(frame as object)),
    () => void (child.connected && child.disconnect()),
  )
  child.on('message', channel.deliver)
  return {
    client: protocolClient(channel),
    child,
    standardError,
    async stop() {
      channel.close()
      await ended(child)
    },
  }
}

/** Starts the engine as a script does, on JSON lines. */
export function spawnEngine(options: SpawnOptions): SpawnedEngine {
  const child = spawn(process.execPath, [engineProgram(), '--vault', options.vault, '--check-outputs', ...(options.parameters ?? [])], {
    env: options.env ?? process.env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const standardError = collect(child)
  // A write to an engine that was killed fails; the exit tells the client.
  child.stdin.on('error', () => undefined)
  const channel = asChannel(
    child,
    (frame) => void child.stdin.write(`${JSON.stringify(frame)}\n`),
    () => void child.stdin.end(),
  )
  createInterface({ input: child.stdout }).on('line', (line) => channel.deliver(JSON.parse(line)))
  return {
    client: protocolClient(channel),
    child,
    standardError,
    async stop() {
      channel.close()
      await ended(child)
    },
  }
}
