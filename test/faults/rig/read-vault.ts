import { createAnnouncer, secureRandom, silentLogger, systemClock } from '../../../engine/kernel/index.ts'
import { sql, type OpenVault } from '../../../engine/store/index.ts'
import { createVault } from '../../../engine/vault/index.ts'
import { fakeKeychain } from '../../support/fake-keychain.ts'
import type { AttemptRow } from './invariants.ts'

const nothing = { handlers: {}, sendingEnded: async () => undefined, stop: async () => undefined }

/** Opens a vault that no engine has open, hands it to `look`, and closes it again; no room runs meanwhile. */
export async function withVault<T>(folder: string, passphrase: string, look: (vault: OpenVault) => T): Promise<T> {
  const found: T[] = []
  const vault = createVault({
    folder,
    // One of its own: a vault whose key lies in a keyring also opens with its passphrase.
    keychain: fakeKeychain(),
    clock: systemClock,
    random: secureRandom,
    logger: silentLogger,
    announcer: createAnnouncer(),
    reserveBytes: 0,
    hide: () => undefined,
    async begin(opened) {
      found.push(look(opened))
      return nothing
    },
  })
  const opening = vault.handlers['vault.open']
  if (opening === undefined) throw new Error('Cannot happen: the vault room answers vault.open')
  const opened = await opening({ passphrase }, { role: 'owner', person: 'owner', signal: new AbortController().signal })
  await vault.stop()
  const [value] = found
  if (!opened.ok || value === undefined) throw new Error(`The vault did not open: ${opened.ok ? 'nothing was read' : opened.error.code}`)
  return value
}

/** Attempts of a run as the rows have them. */
export const attemptsOf = (vault: OpenVault, runId: string): AttemptRow[] =>
  vault.store.read
    .all<Omit<AttemptRow, 'wasInDoubt'> & { doubtMark: number | null }>(sql`
      select a.opaque, a.committed_at as committedAt, a.ended_at as endedAt, a.state, a.doubt_mark_ms as doubtMark
      from attempt a join send s on s.seq = a.send_seq where s.run_id = ${runId} order by a.committed_at`)
    .map(({ doubtMark, ...attempt }) => ({ ...attempt, wasInDoubt: doubtMark !== null }))
