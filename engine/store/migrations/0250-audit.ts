import type { Migration } from './migration.ts'

/** Who did what: entries that are only added, each chained to the one before. */
export const migration0250: Migration = {
  number: 250,
  title: 'log of acts',
  up: `
    create table audit_entry (
      -- Counts up by one whatever the clock does.
      entry_index integer primary key,
      at integer not null,
      act text not null,
      outcome text not null check (outcome in ('done', 'refused', 'failed')),
      code text,
      person text not null,
      role text not null,
      -- A keyed code of the customer it was about; means nothing once the salt below is gone.
      subject text,
      -- JSON of numbers and codes; never free text.
      facts text not null,
      chain text not null
    ) strict;
    create index audit_entry_by_act on audit_entry (act, entry_index);
    create index audit_entry_by_person on audit_entry (person, entry_index);
    create index audit_entry_by_subject on audit_entry (subject, entry_index) where subject is not null;
    create trigger audit_entry_fixed before update on audit_entry begin select raise(abort, 'the log of acts is append-only'); end;
    create trigger audit_entry_stays before delete on audit_entry begin select raise(abort, 'the log of acts is append-only'); end;
    -- Goes with the customer, and takes along what ties entries to them; the chain needs no rewriting.
    create table audit_subject (
      customer_seq integer primary key references customer (seq) on delete cascade,
      salt text not null
    ) strict;
  `,
}
