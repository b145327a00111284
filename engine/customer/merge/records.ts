import { joinSql, sql, type ReadHandle, type Sql, type WriteHandle } from '../../store/index.ts'

type Value = string | number | null
/** A row of the table of customers, by the names of its columns. */
export type CustomerColumns = Readonly<Record<string, Value>>

/** A record as it was, as far as a merge changes or removes it. */
export type WholeRecord = {
  readonly row: CustomerColumns
  readonly dates: readonly CustomerColumns[]
  readonly values: readonly CustomerColumns[]
  readonly conversation: CustomerColumns | null
  readonly automationChat: CustomerColumns | null
}

const name = (text: string): Sql => ({ text, params: [] })

/** Reads a whole record. */
export function readRecord(db: ReadHandle, customerSeq: number): WholeRecord {
  const of = (table: string): CustomerColumns[] => db.all(sql`select * from ${name(table)} where customer_seq = ${customerSeq}`)
  return {
    row: db.get<CustomerColumns>(sql`select * from customer where seq = ${customerSeq}`) ?? {},
    dates: of('customer_date'),
    values: of('customer_field_value'),
    conversation: of('conversation')[0] ?? null,
    automationChat: of('automation_chat')[0] ?? null,
  }
}

/** Writes a row as it is; what is there already stays. */
export function insertRow(db: WriteHandle, table: string, row: CustomerColumns): number {
  const columns = Object.keys(row)
  return db.run(sql`
    insert or ignore into ${name(table)} (${name(columns.join(', '))}) values (${joinSql(
      columns.map((column) => sql`${row[column] ?? null}`),
      ', ',
    )})`).lastRowId
}

/** Puts rows of one customer in place of those that are there. */
export function putRows(
  db: WriteHandle,
  table: string,
  { rows, customerSeq }: { readonly rows: readonly CustomerColumns[]; readonly customerSeq: number },
): void {
  db.run(sql`delete from ${name(table)} where customer_seq = ${customerSeq}`)
  for (const row of rows) insertRow(db, table, { ...row, customer_seq: customerSeq })
}

/** Writes some columns of a customer. */
export function putColumns(db: WriteHandle, customerSeq: number, columns: CustomerColumns): void {
  const names = Object.keys(columns)
  if (names.length === 0) return
  const changes = names.map((column) => sql`${name(column)} = ${columns[column] ?? null}`)
  db.run(sql`update customer set ${joinSql(changes, ', ')} where seq = ${customerSeq}`)
}
