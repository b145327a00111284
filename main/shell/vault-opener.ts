import type { CallInput, CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import { fillDemo, startSimulator, type Simulator, type SimulatorParts } from '../demo/index.ts'
import type { CallEngine, EngineHost } from '../engine-host/index.ts'
import type { VaultFolders, VaultKind } from './vault-folders.ts'

/** What opening a vault needs from outside. */
export type VaultOpenerParts = {
  readonly engine: Pick<EngineHost, 'start' | 'stop' | 'call'>
  readonly folders: VaultFolders
  readonly simulator: SimulatorParts
  readonly locale: () => Locale
  readonly now: () => number
  /** Told when a vault was opened or left. */
  readonly onChange: () => void
}

/** Opens one vault at a time: an engine for it, and for the demo shop the simulator as well. */
export class VaultOpener {
  readonly #parts: VaultOpenerParts
  #open: VaultKind | null = null
  #simulator: Simulator | undefined
  /** Steps one after the other: two clicks must not start two engines. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor(parts: VaultOpenerParts) {
    this.#parts = parts
  }

  /** The vault that is open now. */
  get open(): VaultKind | null {
    return this.#open
  }

  /** Opens the demo shop, and makes it the first time. */
  openDemo(): Promise<Result<unknown>> {
    return this.#inTurn('demo', async () => {
      const simulator = await startSimulator(this.#parts.simulator)
      if (!simulator.ok) return simulator
      this.#simulator = simulator.value
      const { engine, folders, locale, now } = this.#parts
      const { facts } = simulator.value
      const started = await engine.start({ vaultFolder: folders.folder('demo'), graphUrl: facts.url })
      return started.ok ? fillDemo(engine.call, facts, { locale: locale(), nowMs: now() }) : started
    })
  }

  /** Makes the real shop's vault and opens it. */
  createShop(input: CallInput<'shell.createShop'>): Promise<Result<unknown>> {
    return this.#inTurn('shop', () => this.#withShopEngine((call) => call('vault.create', { kind: 'shop', ...input })))
  }

  /** Opens the real shop's vault. */
  openShop(input: CallInput<'shell.openShop'>): Promise<Result<unknown>> {
    return this.#inTurn('shop', () => this.#withShopEngine((call) => call('vault.open', input)))
  }

  /** Looks into a backup; the engine that reads it goes away again. */
  inspectBackup(input: CallInput<'backup.inspect'>): Promise<Result<CallOutput<'backup.inspect'>>> {
    return this.#step(async () => {
      if (this.#open !== null) return this.#parts.engine.call('backup.inspect', input)
      const inspected = await this.#withShopEngine((call) => call('backup.inspect', input))
      await this.#close()
      return inspected
    })
  }

  /** Puts a backup in the place of the real shop's vault and opens it. */
  restoreShop(input: CallInput<'backup.restore'>): Promise<Result<CallOutput<'backup.restore'>>> {
    return this.#anew('shop', () => this.#withShopEngine((call) => call('backup.restore', input)))
  }

  /** Opens what one step of the ladder brings back of a damaged vault. */
  rescueShop(input: CallInput<'vault.rescue'>): Promise<Result<CallOutput<'vault.rescue'>>> {
    return this.#anew('shop', () => this.#withShopEngine((call) => call('vault.rescue', input)))
  }

  /** Closes what is open. */
  leave(): Promise<void> {
    const left = this.#queue.then(() => this.#close())
    this.#queue = left
    return left
  }

  /**
   * Opens the vault again in an engine that was started after a crash. A vault behind a passphrase asks its person again: the
   * passphrase was never kept.
   */
  async reopen(callAhead: CallEngine): Promise<void> {
    const opened = await callAhead('vault.open', {})
    if (opened.ok || opened.error.code === 'engine-unavailable') return
    this.#open = null
    this.#parts.onChange()
  }

  #withShopEngine<T>(work: (call: CallEngine) => Promise<Result<T>>): Promise<Result<T>> {
    const { engine, folders } = this.#parts
    return engine.start({ vaultFolder: folders.folder('shop') }).then((started) => (started.ok ? work(engine.call) : started))
  }

  #inTurn(kind: VaultKind, work: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    return this.#step(async () => (this.#open === kind ? ok(undefined) : this.#openWith(kind, work)))
  }

  /** The same, also where that vault is open: another one takes its place. */
  #anew<T>(kind: VaultKind, work: () => Promise<Result<T>>): Promise<Result<T>> {
    return this.#step(() => this.#openWith(kind, work))
  }

  #step<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    const done = this.#queue.then(work)
    // A bug in one step must not lock the door for the next.
    this.#queue = done.catch(() => fail('bug'))
    return done
  }

  async #openWith<T>(kind: VaultKind, work: () => Promise<Result<T>>): Promise<Result<T>> {
    await this.#close()
    const result = await work()
    if (result.ok) this.#open = kind
    else await this.#close()
    this.#parts.onChange()
    return result
  }

  async #close(): Promise<void> {
    this.#open = null
    await this.#parts.engine.stop()
    await this.#simulator?.stop()
    this.#simulator = undefined
    this.#parts.onChange()
  }
}
