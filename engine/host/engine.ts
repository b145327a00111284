import type { EngineBoot } from '#contract/kernel/engine-boot.ts'
import type { Channel } from '#contract/ipc/protocol.ts'
import { createAnnouncer, secureRandom, systemClock, type Clock, type Logger, type Random } from '../kernel/index.ts'
import { closedSession, createDesk } from '../session/index.ts'
import { erasuresSince } from '../privacy/index.ts'
import { loadDatabaseLibrary } from '../store/index.ts'
import { createVault, noKeychain, systemKeychain, type Keychain, type Strength } from '../vault/index.ts'
import { beginRooms } from './compose.ts'
import { contractHandlers } from './contract-list.ts'
import { createRouter, type Caller } from './router.ts'
import { serve, type Serving } from './server.ts'

/** Kept free on the disk of a vault, so that what became of messages can be written when it is full (SECURITY D-12). */
const RESERVE_BYTES = 33_554_432

/** An engine without a channel; tests put other surroundings under it. */
export type Surroundings = {
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly keychain: Keychain
  readonly reserveBytes: number
  readonly hide: (secret: string) => void
  /** How dearly passwords are paid for; tests make it cheap. */
  readonly strength?: Strength
}

export type Engine = {
  /** Serves one more channel; `inOrder` as in ServerDeps. */
  serve(channel: Channel, options?: { readonly inOrder: boolean }): Serving
  /** Resolves when no broadcast is running any more. */
  sendingEnded(): Promise<void>
  /** Lets running sends end, closes the vault. */
  stop(): Promise<void>
  /** The process can't end in the ordinary way: a thread of it waits for a keychain that never answers. */
  isStuck(): boolean
}

/** The surroundings of the real thing. */
export function systemSurroundings(
  boot: EngineBoot,
  options: { readonly logger: Logger; readonly hide: (secret: string) => void },
): Surroundings {
  loadDatabaseLibrary()
  const keychain = boot.keychain ? systemKeychain(systemClock) : noKeychain
  return { clock: systemClock, random: secureRandom, keychain, reserveBytes: RESERVE_BYTES, ...options }
}

/** Whoever reaches the engine is the owner unless they are told to be less: the folder and the keychain are theirs. */
const OWNER: Caller = { role: 'owner', person: 'owner' }

/**
 * Puts the engine together; nothing runs until a vault is opened.
 * @param person who calls, with the rights that they work under
 */
export function createEngine(boot: EngineBoot, surroundings: Surroundings, person: Caller = OWNER): Engine {
  const { clock, logger } = surroundings
  const announcer = createAnnouncer()
  const caller = (): Caller => person
  const desk = createDesk({ clock, process: person })
  const vault = createVault({
    ...surroundings,
    folder: boot.vault,
    erasuresSince,
    announcer,
    begin: (opened, doors) => beginRooms({ vault: opened, boot, announcer, clock, random: surroundings.random, logger, desk, doors }),
  })
  const router = createRouter({
    clock,
    logger,
    checkOutputs: boot.checkOutputs,
    onAnswered: (answered) => vault.acts()?.called(answered),
    onDenied: ({ call, code, ...who }) => {
      // Behind the lock a window that has not heard of it may ask for much; that says nothing of anybody.
      if (code === 'role-too-low') vault.acts()?.denied({ call, who, code })
    },
    handlers() {
      const rooms = vault.roomHandlers()
      return { bound: { ...contractHandlers, ...closedSession, ...vault.handlers, ...rooms }, isVaultOpen: rooms !== null }
    },
  })
  return {
    serve: (channel, { inOrder } = { inOrder: false }) =>
      serve(channel, { router, announcer, clock, logger, caller, seat: desk.seat(), inOrder }),
    sendingEnded: () => vault.sendingEnded(),
    stop: () => vault.stop(),
    isStuck: () => surroundings.keychain.isStuck(),
  }
}
