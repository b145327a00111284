import type { Migration } from './migration.ts'

/** Runs that end at a time, and sends that are tried once more after Meta held them back. */
export const migration0130: Migration = {
  number: 130,
  title: 'ledger: latest time, one more try of what Meta held back',
  up: `
    -- What is still planned after this time is not sent any more (ms since epoch).
    alter table run add column latest_at integer;
    -- Whether a send that Meta held back (131049) is tried once more, a day later.
    alter table run add column retry_held_back integer not null default 0;
    -- How often Meta held this send back.
    alter table send add column held_back_times integer not null default 0;
  `,
}
