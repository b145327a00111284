import { onTestFinished } from 'vitest'
import { calls, type CallInput, type CallName, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import type { Result } from '#contract/kernel/result.ts'
import { beginRooms } from '../../engine/host/compose.ts'
import { createAnnouncer, secureRandom, silentLogger, systemClock, type Clock } from '../../engine/kernel/index.ts'
import type { OpenVault } from '../../engine/store/index.ts'
import { startSimulatorHere, type SimulatorHere } from './simulator-here.ts'
import { tempVault } from './temp-vault.ts'

/** All rooms as the engine puts them together, beside a simulator to connect to. */
export type EngineRooms = SimulatorHere & {
  readonly vault: OpenVault
  /** The answer of a call, which must fit the contract. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>
  /** The value of a call that must work. */
  must<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** The key of the database, and every value in the place of the keychain. */
  keptSecrets(): readonly string[]
  /** Hears every event of the engine. */
  listen(listener: (name: string, data: unknown) => void): void
}

/** Opens them; all of it ends with the test. */
export async function openEngineRooms(options: { readonly clock?: Clock } = {}): Promise<EngineRooms> {
  const simulator = await startSimulatorHere(['--port', '0', '--scenario', 'plain', '--people', '20', '--tempo', 'instant'])
  onTestFinished(() => simulator.stop())
  const vault = tempVault()
  onTestFinished(() => vault.remove())
  const announcer = createAnnouncer()
  const rooms = await beginRooms({
    vault,
    boot: EngineBoot.parse({ vault: vault.folder }),
    announcer,
    clock: options.clock ?? systemClock,
    random: secureRandom,
    logger: silentLogger,
  })
  onTestFinished(() => rooms.stop())
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> => {
    const result = await rooms.handlers[name]?.(calls[name].input.parse(input) as ParsedInput<N>, {
      role: 'owner',
      person: 'owner',
      signal: new AbortController().signal,
    })
    if (result === undefined) throw new Error(`no room answers ${name}`)
    if (result.ok) calls[name].output.parse(result.value)
    return result
  }
  const must: EngineRooms['must'] = async (name, input) => {
    const result = await call(name, input)
    if (!result.ok) throw new Error(`${name} answered ${JSON.stringify(result.error)}`)
    return result.value
  }
  return {
    ...simulator,
    vault,
    call,
    must,
    keptSecrets: () => [vault.key, ...vault.keptSecrets()],
    listen: (listener) => void announcer.listen(listener),
  }
}

/** Waits until it is so; the test's own time limit ends it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5))
}
