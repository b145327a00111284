import type { Migration } from './migration.ts'

/** Tags that were given to many people at once, and whom each act changed, so that it can be taken back. */
export const migration0196: Migration = {
  number: 196,
  title: 'acts on tags',
  up: `
    create table tag_act (
      act_id text primary key,
      tag text not null,
      change text not null check (change in ('add', 'remove')),
      -- What is not done when the engine starts was ended in the middle, and is taken back.
      state text not null check (state in ('running', 'done', 'undoing')),
      at integer not null
    ) strict, without rowid;

    -- Only people whom the act changed: who had the tag before is not here.
    create table tag_act_person (
      act_id text not null references tag_act (act_id) on delete cascade,
      customer_seq integer not null references customer (seq) on delete cascade,
      primary key (act_id, customer_seq)
    ) strict, without rowid;
    create index tag_act_person_by_customer on tag_act_person (customer_seq);
  `,
}
