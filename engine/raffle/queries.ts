import { inList, sql, type ReadHandle, type Sql, type WriteHandle } from '../store/index.ts'

/** A raffle as stored; `entry` is JSON. */
export type RaffleRow = {
  readonly seq: number
  readonly raffleId: string
  readonly name: string
  readonly prize: string
  readonly winners: number
  readonly entry: string
  readonly state: 'draft' | 'open' | 'frozen' | 'drawn' | 'cancelled'
  readonly opensAt: number | null
  readonly closesAt: number | null
  readonly seedSource: string
  readonly seedAt: number
  readonly confirmedFree: number
  readonly frozenAt: number | null
  readonly listHash: string | null
  readonly seed: string | null
  readonly drawnAt: number | null
  readonly broadcastId: string | null
  readonly createdAt: number
}

const columns = sql`
  seq, raffle_id as raffleId, name, prize, winners, entry, state, opens_at as opensAt, closes_at as closesAt, seed_source as seedSource,
  seed_at as seedAt, confirmed_free as confirmedFree, frozen_at as frozenAt, list_hash as listHash, seed, drawn_at as drawnAt,
  broadcast_id as broadcastId, created_at as createdAt`

export const findRaffle = (db: ReadHandle, raffleId: string): RaffleRow | undefined =>
  db.get<RaffleRow>(sql`select ${columns} from raffle where raffle_id = ${raffleId}`)

export const allRaffles = (db: ReadHandle): RaffleRow[] =>
  db.all<RaffleRow>(sql`select ${columns} from raffle order by created_at desc, seq desc`)

export const openRaffles = (db: ReadHandle): RaffleRow[] => db.all<RaffleRow>(sql`select ${columns} from raffle where state = 'open'`)

/** What a draft says. */
export type RaffleDraft = Pick<
  RaffleRow,
  'raffleId' | 'name' | 'prize' | 'winners' | 'entry' | 'opensAt' | 'closesAt' | 'seedSource' | 'seedAt' | 'confirmedFree'
>

export const insertRaffle = (db: WriteHandle, raffle: RaffleDraft & { readonly createdAt: number }) =>
  db.run(sql`
    insert into raffle (raffle_id, name, prize, winners, entry, state, opens_at, closes_at, seed_source, seed_at, confirmed_free, created_at)
    values (${raffle.raffleId}, ${raffle.name}, ${raffle.prize}, ${raffle.winners}, ${raffle.entry}, 'draft', ${raffle.opensAt},
      ${raffle.closesAt}, ${raffle.seedSource}, ${raffle.seedAt}, ${raffle.confirmedFree}, ${raffle.createdAt})`)

export const updateRaffle = (db: WriteHandle, raffle: RaffleDraft) =>
  db.run(sql`
    update raffle set name = ${raffle.name}, prize = ${raffle.prize}, winners = ${raffle.winners}, entry = ${raffle.entry},
      opens_at = ${raffle.opensAt}, closes_at = ${raffle.closesAt}, seed_source = ${raffle.seedSource}, seed_at = ${raffle.seedAt},
      confirmed_free = ${raffle.confirmedFree}
    where raffle_id = ${raffle.raffleId}`)

export const setState = (db: WriteHandle, seq: number, state: RaffleRow['state']) =>
  db.run(sql`update raffle set state = ${state} where seq = ${seq}`)

export const deleteRaffle = (db: WriteHandle, seq: number) => db.run(sql`delete from raffle where seq = ${seq}`)

export const markFrozen = (db: WriteHandle, seq: number, frozen: { readonly at: number; readonly listHash: string }) =>
  db.run(sql`update raffle set state = 'frozen', frozen_at = ${frozen.at}, list_hash = ${frozen.listHash} where seq = ${seq}`)

export const markDrawn = (db: WriteHandle, seq: number, drawn: { readonly at: number; readonly seed: string }) =>
  db.run(sql`update raffle set state = 'drawn', drawn_at = ${drawn.at}, seed = ${drawn.seed} where seq = ${seq}`)

const TELLING = (raffleId: string): string => `raffle.telling.${raffleId}`

/** Every broadcast that was made to tell winners of a raffle; the latest one stands in its row as well. */
const tellingOf = (db: ReadHandle, { raffleId, broadcastId }: Pick<RaffleRow, 'raffleId' | 'broadcastId'>): string[] => {
  const kept = db.get<{ value: string }>(sql`select value from setting where name = ${TELLING(raffleId)}`)
  return [...new Set([...(kept === undefined ? [] : (JSON.parse(kept.value) as string[])), ...(broadcastId === null ? [] : [broadcastId])])]
}

/** Remembers the broadcast that tells the winners, beside those that told others before. */
export function addTelling(db: WriteHandle, row: RaffleRow, made: { readonly broadcastId: string; readonly at: number }): void {
  const all = JSON.stringify([...tellingOf(db, row), made.broadcastId])
  db.run(sql`
    insert into setting (name, value, changed_at) values (${TELLING(row.raffleId)}, ${all}, ${made.at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)
  db.run(sql`update raffle set broadcast_id = ${made.broadcastId} where seq = ${row.seq}`)
}

/** Whom the latest telling asks while it is a draft that nobody sealed; undefined where there is none. */
export const draftedCustomers = (db: ReadHandle, broadcastId: string): string[] | undefined => {
  const draft = db.get<{ picked: string | null }>(
    sql`select content ->> '$.audience.include.customerIds' as picked from broadcast where broadcast_id = ${broadcastId} and approved = 0`,
  )
  return draft === undefined ? undefined : (JSON.parse(draft.picked ?? '[]') as string[])
}

/** Lets a person in once, however often they ask. */
export const addEntry = (
  db: WriteHandle,
  entry: { readonly raffleSeq: number; readonly customerSeq: number; readonly at: number },
): boolean =>
  db.run(sql`
    insert into raffle_entry (raffle_seq, customer_seq, at)
    select ${entry.raffleSeq}, seq, ${entry.at} from customer where seq = ${entry.customerSeq} and blocked = 0 and restricted_at is null
    on conflict do nothing`).changes === 1

/** Lets everybody in for whom a condition on \`customer c\` holds. */
export const addEntriesWhere = (db: WriteHandle, raffleSeq: number, { condition, at }: { readonly condition: Sql; readonly at: number }) =>
  db.run(sql`
    insert into raffle_entry (raffle_seq, customer_seq, at)
    select ${raffleSeq}, c.seq, ${at} from customer c where c.blocked = 0 and c.restricted_at is null and ${condition} order by c.seq on conflict do nothing`)

/** Takes out whoever was blocked or erased since, or wished that their data is not used. */
export const dropUnfit = (db: WriteHandle, raffleSeq: number) =>
  db.run(sql`
    delete from raffle_entry where raffle_seq = ${raffleSeq}
      and not exists (select 1 from customer c where c.seq = raffle_entry.customer_seq and c.blocked = 0 and c.restricted_at is null)`)

export const countEntries = (db: ReadHandle, raffleSeq: number): number =>
  db.get<{ count: number }>(sql`select count(*) as count from raffle_entry where raffle_seq = ${raffleSeq}`)?.count ?? 0

export const entrySeqs = (db: ReadHandle, raffleSeq: number): number[] =>
  db.all<{ seq: number }>(sql`select seq from raffle_entry where raffle_seq = ${raffleSeq} order by seq`).map(({ seq }) => seq)

export const setEntryCode = (db: WriteHandle, seq: number, code: string) =>
  db.run(sql`update raffle_entry set entry_code = ${code} where seq = ${seq} and entry_code is null`)

/** Codes of a frozen list. */
export const entryCodes = (db: ReadHandle, raffleSeq: number): string[] =>
  db
    .all<{ code: string }>(
      sql`select entry_code as code from raffle_entry where raffle_seq = ${raffleSeq} and entry_code is not null order by entry_code`,
    )
    .map(({ code }) => code)

/** Gives a code its turn in the drawn order, and the first ones their places. */
export const setTurn = (
  db: WriteHandle,
  entry: { readonly raffleSeq: number; readonly code: string; readonly turn: number; readonly place: number | null },
) =>
  db.run(sql`
    update raffle_entry set turn = ${entry.turn}, place = ${entry.place} where raffle_seq = ${entry.raffleSeq} and entry_code = ${entry.code}`)

/** Somebody who was drawn, or gave way. */
export type DrawnRow = {
  readonly seq: number
  readonly place: number
  readonly turn: number
  readonly entryCode: string
  readonly customerSeq: number | null
  readonly customerId: string | null
  readonly customerName: string
  readonly passedOver: string | null
}

/** Who got a place, in the order of places; whoever gave way stands before the one who followed. */
export const drawnEntries = (db: ReadHandle, raffleSeq: number): DrawnRow[] =>
  db.all<DrawnRow>(sql`
    select e.seq, e.place, e.turn, e.entry_code as entryCode, e.customer_seq as customerSeq, c.customer_id as customerId,
      coalesce(c.name, '') as customerName, e.passed_over as passedOver
    from raffle_entry e left join customer c on c.seq = e.customer_seq
    where e.raffle_seq = ${raffleSeq} and e.place is not null order by e.place, e.turn`)

export const passOver = (db: WriteHandle, seq: number, reason: string) =>
  db.run(sql`update raffle_entry set passed_over = ${reason} where seq = ${seq} and passed_over is null`)

/** The next in the drawn order who has no place yet gets one; nothing changes when nobody is left. */
export const promoteNext = (db: WriteHandle, raffleSeq: number, place: number) =>
  db.run(sql`
    update raffle_entry set place = ${place} where seq = (
      select seq from raffle_entry where raffle_seq = ${raffleSeq} and turn is not null and place is null order by turn limit 1)`)

export type EntryRow = {
  readonly seq: number
  readonly entryCode: string | null
  readonly customerId: string | null
  readonly customerName: string
  readonly at: number
}

/** A page of those who are in. */
export const entryPage = (db: ReadHandle, raffleSeq: number, page: { readonly after: number; readonly most: number }): EntryRow[] =>
  db.all<EntryRow>(sql`
    select e.seq, e.entry_code as entryCode, c.customer_id as customerId, coalesce(c.name, '') as customerName, e.at
    from raffle_entry e left join customer c on c.seq = e.customer_seq
    where e.raffle_seq = ${raffleSeq} and e.seq > ${page.after} order by e.seq limit ${page.most}`)

/** Winners who were told already, by whichever broadcast; whom a message never reached can be told again. */
export const toldCustomers = (db: ReadHandle, row: RaffleRow): Set<number> =>
  new Set(
    db
      .all<{ customerSeq: number }>(
        sql`select customer_seq as customerSeq from send
            where run_id in ${inList(tellingOf(db, row))} and customer_seq is not null and state not in ('skipped', 'rejected', 'failed')`,
      )
      .map(({ customerSeq }) => customerSeq),
  )
