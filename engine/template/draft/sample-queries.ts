import type { CallOutput } from '#contract/ipc/index.ts'
import type { SampleFile } from '../deps.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type Sample = CallOutput<'template.addSample'>
type Kept = SampleFile & { readonly handle: string | null; readonly handleAt: number | null }

const facts = sql`sample_id as sampleId, file_name as fileName, mime, size_bytes as sizeBytes`

export const samplesOf = (db: ReadHandle, draftId: string): Sample[] =>
  db.all<Sample>(sql`select ${facts} from template_sample where draft_id = ${draftId} order by rowid`)

/** The bytes, with Meta's name for them where they were uploaded. */
export const findSample = (db: ReadHandle, sampleId: string): Kept | undefined =>
  db.get<Kept>(
    sql`select file_name as fileName, mime, bytes, handle, handle_at as handleAt from template_sample where sample_id = ${sampleId}`,
  )

export function insertSample(db: WriteHandle, ids: { readonly sampleId: string; readonly draftId: string }, file: SampleFile): void {
  db.run(sql`
    insert into template_sample (sample_id, draft_id, file_name, mime, size_bytes, bytes)
    values (${ids.sampleId}, ${ids.draftId}, ${file.fileName}, ${file.mime}, ${file.bytes.byteLength}, ${file.bytes})`)
}

export const keepHandle = (db: WriteHandle, sampleId: string, { handle, at }: { readonly handle: string; readonly at: number }) =>
  db.run(sql`update template_sample set handle = ${handle}, handle_at = ${at} where sample_id = ${sampleId}`)

/** Removes files that no language of the draft shows. */
export function dropUnusedSamples(db: WriteHandle, draftId: string, used: ReadonlySet<string>): void {
  for (const { sampleId } of samplesOf(db, draftId)) {
    if (!used.has(sampleId)) db.run(sql`delete from template_sample where sample_id = ${sampleId}`)
  }
}
