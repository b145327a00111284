import type { Migration } from './migration.ts'

/** When a price came in with one of Meta's rate files; null where the shop set it by hand. */
export const migration0095: Migration = {
  number: 95,
  title: 'imported prices',
  up: `
    alter table price_rule add column imported_at integer;
  `,
}
