import type { Migration } from './migration.ts'

/** In whose name a tag was given to many, and taken back: each of them has a line of it in their history. */
export const migration0290: Migration = {
  number: 290,
  title: 'who gave many a tag',
  up: `
    -- Once it is taken back, whoever takes it back.
    alter table tag_act add column by_whom text not null default '';
  `,
}
