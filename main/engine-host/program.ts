import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Channel } from '#contract/ipc/protocol.ts'
import { utilityProcess, type UtilityProcess } from 'electron'
import { engineEnvironment } from './environment.ts'
import { rememberEnd } from './remember-end.ts'

/** A program of ours that runs beside main. */
export type RunningProgram = {
  readonly channel: Channel
  /** Called once when it is gone, at once when it is gone already; the code is null when a signal ended it. */
  onExit(listener: (code: number | null) => void): void
  /** Ends it at once. */
  kill(): void
}

/** Which file to run with which arguments, and who hears what it prints. */
export type ProgramOptions = {
  readonly name: string
  readonly file: string
  readonly parameters: readonly string[]
  readonly onOutput: (text: string) => void
  /** Needs nothing that an older Electron lacks, so it always runs in a process of Electron. */
  readonly runsAnywhere?: boolean
}

// The database library needs N-API 10, which Electron has from 45 on; an older one would end the child with a fault.
const LEAST_NAPI = 10

const nodeBeside = (folder: string): string | undefined => {
  const name = process.platform === 'win32' ? `node-win-${process.arch}` : `node-${process.platform}-${process.arch}`
  const path = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(path) ? path : undefined
}

/** Node for the engine where this Electron's own is too old; undefined where it is good enough. */
const plainNode = (appFolder: string): string | undefined => {
  if (Number(process.versions['napi'] ?? 0) >= LEAST_NAPI) return undefined
  const path = process.env['SHOPBELL_ENGINE_NODE'] ?? nodeBeside(appFolder)
  if (path === undefined) throw new Error('This Electron is too old to run the engine, and no newer Node was found beside it')
  return path
}

const noListeners = (): void => undefined

const childChannel = (child: ChildProcess): Channel => ({
  post: (frame) => void (child.connected && child.send(frame, noListeners)),
  onMessage: (listener) => {
    child.on('message', listener)
    return () => void child.off('message', listener)
  },
  onClose: (listener) => {
    child.on('disconnect', listener)
    return () => void child.off('disconnect', listener)
  },
  close: () => void (child.connected && child.disconnect()),
})

const startChild = (node: string, options: ProgramOptions): RunningProgram => {
  const child = fork(options.file, [...options.parameters], {
    execPath: node,
    execArgv: [],
    env: engineEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Typed arrays must arrive as such.
    serialization: 'advanced',
  })
  child.stdout?.on('data', (chunk: Buffer) => options.onOutput(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => options.onOutput(chunk.toString()))
  const { ended, onExit } = rememberEnd()
  child.once('exit', ended)
  child.once('error', () => ended(1))
  return {
    channel: childChannel(child),
    onExit,
    kill: () => void child.kill('SIGKILL'),
  }
}

const utilityChannel = (child: UtilityProcess): Channel => ({
  post: (frame) => child.postMessage(frame),
  onMessage: (listener) => {
    child.on('message', listener)
    return () => void child.off('message', listener)
  },
  onClose: (listener) => {
    child.on('exit', listener)
    return () => void child.off('exit', listener)
  },
  // A utility process has no way to close only the channel: asking it to end is the same.
  close: () => void child.kill(),
})

const startUtility = (options: ProgramOptions): RunningProgram => {
  const child = utilityProcess.fork(options.file, [...options.parameters], {
    env: engineEnvironment(process.env),
    stdio: 'pipe',
    serviceName: options.name,
  })
  child.stdout?.on('data', (chunk: Buffer) => options.onOutput(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => options.onOutput(chunk.toString()))
  const { ended, onExit } = rememberEnd()
  child.once('exit', ended)
  return {
    channel: utilityChannel(child),
    onExit,
    // Asking it to end was not enough, or it would be gone: a utility process has no stronger way of its own.
    kill: () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL')),
  }
}

/**
 * Starts one of our programs: in a process of Electron where its Node is new enough, else in plain Node.
 * Must not be called before the app is ready.
 * @source measured: starting a utility process before the app is ready ends Electron 33 with a fault
 */
export const startProgram = (appFolder: string, options: ProgramOptions): RunningProgram => {
  const node = options.runsAnywhere === true ? undefined : plainNode(appFolder)
  return node === undefined ? startUtility(options) : startChild(node, options)
}
