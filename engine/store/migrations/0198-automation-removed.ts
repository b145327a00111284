import type { Migration } from './migration.ts'

/** A removed automation waits a day to be put back with everything that it did and planned. */
export const migration0198: Migration = {
  number: 198,
  title: 'automations that were removed',
  up: `
    -- When it was removed; null while it is there.
    alter table automation add column removed_at integer;
  `,
}
