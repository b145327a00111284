import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

export type AttemptState = 'sending' | 'accepted' | 'rejected' | 'released' | 'in_doubt' | 'unconfirmed' | 'superseded'
export type AttemptRecord = { attempt_id: string; send_seq: number; state: AttemptState; wamid: string | null }

const ATTEMPT_COLUMNS = sql`attempt_id, send_seq, state, wamid`

/** Writes down that a try is about to leave. The database refuses a second live attempt of the same send. */
export const insertAttempt = (
  db: WriteHandle,
  attempt: { attemptId: string; sendSeq: number; n: number; opaque: string; bodySha256: string; epoch: number; now: number },
): void => {
  db.run(sql`
    insert into attempt (attempt_id, send_seq, n, opaque, body_sha256, engine_epoch, state, committed_at)
    values (${attempt.attemptId}, ${attempt.sendSeq}, ${attempt.n}, ${attempt.opaque}, ${attempt.bodySha256}, ${attempt.epoch}, 'sending', ${attempt.now})`)
}

export const findAttempt = (db: ReadHandle, attemptId: string) =>
  db.get<AttemptRecord>(sql`select ${ATTEMPT_COLUMNS} from attempt where attempt_id = ${attemptId}`)

/** The attempt of a send that is live: under way, in doubt, unconfirmed or accepted. */
export const liveAttempt = (db: ReadHandle, sendSeq: number) =>
  db.get<AttemptRecord>(sql`
    select ${ATTEMPT_COLUMNS} from attempt where send_seq = ${sendSeq} and state in ('sending', 'in_doubt', 'unconfirmed', 'accepted')`)

/**
 * Ends an attempt that is still under way.
 * @returns false when it is not: an event was faster, or another engine took over
 */
export const endAttempt = (
  db: WriteHandle,
  attemptId: string,
  end: { state: AttemptState; now: number; httpStatus: number | null; metaCode: number | null; doubtMarkMs: number | null },
): boolean =>
  db.run(sql`
    update attempt set state = ${end.state}, ended_at = ${end.now}, http_status = ${end.httpStatus}, meta_code = ${end.metaCode}, doubt_mark_ms = ${end.doubtMarkMs}
    where attempt_id = ${attemptId} and state = 'sending'`).changes === 1

/**
 * Stores the id that Meta gave, while the attempt is still under way.
 * @returns false when the attempt is over
 */
export const acceptAttempt = (db: WriteHandle, attemptId: string, answer: { wamid: string; now: number; httpStatus: number }): boolean =>
  db.run(sql`
    update attempt set state = 'accepted', ended_at = ${answer.now}, http_status = ${answer.httpStatus}, wamid = ${answer.wamid}
    where attempt_id = ${attemptId} and state = 'sending'`).changes === 1

/**
 * An event proved that Meta took this attempt, whatever we thought of it.
 * @returns false when a later attempt of the same send is live
 */
export const proveAttempt = (db: WriteHandle, attemptId: string, proof: { wamid: string; now: number }): boolean =>
  db.run(sql`
    update or ignore attempt set state = 'accepted', wamid = ${proof.wamid}, ended_at = coalesce(ended_at, ${proof.now}) where attempt_id = ${attemptId}`)
    .changes === 1

export const setAttemptState = (db: WriteHandle, attemptId: string, state: AttemptState): void => {
  db.run(sql`update attempt set state = ${state} where attempt_id = ${attemptId}`)
}

/** Attempts that an engine which no longer runs left under way. */
export const attemptsLeftBehind = (db: ReadHandle, myEpoch: number) =>
  db.all<AttemptRecord>(sql`select ${ATTEMPT_COLUMNS} from attempt where state = 'sending' and engine_epoch <> ${myEpoch}`)

/** Attempts in doubt since connected time stood at or below the mark. */
export const attemptsInDoubtSince = (db: ReadHandle, markMs: number) =>
  db.all<AttemptRecord>(sql`
    select attempt.attempt_id, attempt.send_seq, attempt.state, attempt.wamid
    from send join attempt on attempt.send_seq = send.seq and attempt.state in ('sending', 'in_doubt', 'unconfirmed', 'accepted')
    where send.state in ('sending', 'in_doubt', 'unconfirmed') and send.state = 'in_doubt'
      and attempt.state = 'in_doubt' and coalesce(attempt.doubt_mark_ms, 0) <= ${markMs}`)

export const isAnythingInDoubt = (db: ReadHandle): boolean =>
  db.get(sql`select 1 from send where state in ('sending', 'in_doubt', 'unconfirmed') and state = 'in_doubt' limit 1`) !== undefined
