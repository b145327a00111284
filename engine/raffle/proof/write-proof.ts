import { createHash } from 'node:crypto'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { Locale } from '#contract/kernel/values.ts'
import type { ReadHandle } from '../../store/index.ts'
import { writeWhole } from '../../table-export/index.ts'
import type { RaffleDeps } from '../face.ts'
import { drawnEntries, entryCodes, findRaffle, type RaffleRow } from '../queries.ts'
import { canonicalText } from '../rules.ts'
import { proofPage } from './page.ts'

/**
 * Writes the page with which anybody can check the list, and after the draw the winners, in any browser without network.
 * Errors: raffle-missing, raffle-state-refused before the list is frozen, file-write-failed, disk-full, disk-read-only.
 */
export async function writeProof(
  { vault, random }: RaffleDeps,
  input: ParsedInput<'raffle.writeProof'>,
): Promise<Result<CallOutput<'raffle.writeProof'>>> {
  const db = vault.store.read
  const row = findRaffle(db, input.raffleId)
  if (row === undefined) return fail('raffle-missing')
  if (row.frozenAt === null || row.listHash === null) return fail('raffle-state-refused', { state: row.state })
  const { name: shop, timeZone } = vault.shop
  const locale = Locale.safeParse(input.locale ?? vault.shop.locale)
  const codes = entryCodes(db, row.seq)
  const page = proofPage({
    ...row,
    locale: locale.success ? locale.data : 'en',
    timeZone,
    shop,
    frozenAt: row.frozenAt,
    listHash: row.listHash,
    text: canonicalText({ ...row, entryCodes: codes }),
    codes,
    ...drawnParts(db, row),
  })
  const bytes = new TextEncoder().encode(page)
  const written = await writeWhole({ target: input.target, random }, async (write) => write(bytes))
  if (!written.ok) return written
  const { fileName, sizeBytes } = written.value
  return ok({ fileName, sizeBytes, sha256: createHash('sha256').update(bytes).digest('hex') })
}

function drawnParts(db: ReadHandle, row: RaffleRow) {
  const drawn = drawnEntries(db, row.seq)
  return {
    held: drawn.filter((one) => one.passedOver === null).map(({ place, entryCode }) => ({ place, code: entryCode })),
    // Followers take their turns one after the other, so that the follower's turn tells when somebody gave way.
    gaveWay: gaveWayInOrder(drawn),
  }
}

function gaveWayInOrder(drawn: ReturnType<typeof drawnEntries>): string[] {
  const gone = drawn.filter((one) => one.passedOver !== null)
  const followerTurn = ({ place, turn }: (typeof drawn)[number]) =>
    drawn.find((other) => other.place === place && other.turn > turn)?.turn ?? Number.MAX_SAFE_INTEGER
  return gone.toSorted((one, other) => followerTurn(one) - followerTurn(other)).map(({ entryCode }) => entryCode)
}
