import type { Migration } from './migration.ts'

/**
 * What lets the people of a large import be written in short transactions: what was decided stands with the run, and how far
 * it was carried out, so that a start after a crash ends it. A customer knows the row of the file that they came from.
 */
export const migration0270: Migration = {
  number: 270,
  title: 'imports written in short transactions',
  up: `
    -- JSON: where and when people agreed, and since when the rows were judged. There from the decision until all rows are written.
    alter table import_run add column plan text;
    -- The number, as digits, up to which new people are written; they are written in the order of their numbers.
    alter table import_run add column written_to integer not null default 0;
    -- Decided, then ended by somebody or by the disk: what was written of it goes again.
    alter table import_run add column is_taken_back integer not null default 0;
    alter table import_run add column by_whom text not null default '';
    create index import_run_unfinished on import_run (import_id) where plan is not null;
    -- The row within the import; who came by one before this step is found by the id in that row.
    alter table customer add column import_row integer;
  `,
}
