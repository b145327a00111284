import type { Migration } from './migration.ts'

/** Requests of people about their data, files that left the vault, and what an erasure leaves to be done after its commit. */
export const migration0230: Migration = {
  number: 230,
  title: 'privacy',
  up: `
    create table privacy_request (
      seq integer primary key,
      request_id text not null unique,
      kind text not null check (kind in ('copy', 'erase', 'correct', 'restrict', 'object', 'other')),
      -- Empty once that person is erased; their words go with them.
      customer_seq integer references customer (seq) on delete set null,
      received_at integer not null,
      extended_why text,
      identity text not null check (identity in ('open', 'own-number', 'in-person', 'document')),
      note text not null default '',
      state text not null check (state in ('open', 'done', 'refused')),
      closed_at integer,
      closed_by text,
      outcome text not null default ''
    ) strict;
    create index privacy_request_open on privacy_request (received_at) where state = 'open';
    create index privacy_request_by_customer on privacy_request (customer_seq) where customer_seq is not null;

    -- Files with customers' data that were written: the vault can not reach them, so it remembers their names and asks.
    create table exported_file (
      seq integer primary key,
      at integer not null,
      by_whom text not null,
      kind text not null check (kind in ('person', 'customers', 'everyone', 'report', 'audit', 'other')),
      -- Empty once the one person in it was erased: the name may hold theirs.
      file_name text not null,
      people integer not null,
      ask_at integer not null,
      gone_at integer,
      customer_seq integer references customer (seq) on delete set null
    ) strict;
    create index exported_file_by_customer on exported_file (customer_seq) where customer_seq is not null;

    -- Whom a copy from before must forget too: hashes only (ADR 0022).
    create table erasure_tombstone (
      seq integer primary key,
      at integer not null,
      hashes text not null
    ) strict;

    -- Erasures whose rows are gone and whose traces, backups and receipt still wait.
    create table erasure_unfinished (
      seq integer primary key,
      at integer not null,
      by_whom text not null,
      removed text not null,
      suppression_kept integer not null,
      rewrites_backups integer not null,
      -- What is still looked for in the gaps of pages, as JSON; gone with the row.
      traces text not null
    ) strict;

    alter table erase_receipt add column backups_rewritten integer not null default 0;
    alter table erase_receipt add column backups_waiting text not null default '[]';
  `,
}
