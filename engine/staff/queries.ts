import { sql, type ReadHandle } from '../store/index.ts'
import type { Colleague } from './face.ts'

const columns = sql`seq as staffSeq, staff_id as staffId, name, role`

/** Everybody; the owner first, then by name. */
export const everybody = (db: ReadHandle): Colleague[] =>
  db.all<Colleague>(sql`select ${columns} from staff order by role <> 'owner', same_name, seq`)

export const byId = (db: ReadHandle, staffId: string): Colleague | undefined =>
  db.get<Colleague>(sql`select ${columns} from staff where staff_id = ${staffId}`)

export const byName = (db: ReadHandle, same: string): Colleague | undefined =>
  db.get<Colleague>(sql`select ${columns} from staff where same_name = ${same}`)

export const theOwner = (db: ReadHandle): Colleague | undefined => db.get<Colleague>(sql`select ${columns} from staff where role = 'owner'`)
