import type { Migration } from './migration.ts'

/** Notes by conversation, blocked customers by name, and which closing window was told of. */
export const migration0260: Migration = {
  number: 260,
  title: 'notes, blocked customers and closing windows of the inbox',
  up: `
    create index message_note on message (customer_seq, at, seq) where noted_by is not null;
    create index customer_blocked on customer (name, seq) where blocked = 1;
    -- The last inbound stamp whose window was told to close soon: each window is told of once.
    alter table conversation add column closing_told integer;
  `,
}
