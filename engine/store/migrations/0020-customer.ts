import type { Migration } from './migration.ts'

/** People, their tags, what they agreed to, imports, and the keyed hashes of the erased. */
export const migration0020: Migration = {
  number: 20,
  title: 'customer',
  up: `
    create table customer (
      seq integer primary key,
      customer_id text not null unique,
      phone text unique,
      -- One key for all spellings of a number that WhatsApp itself mixes (Mexico, Brazil, Argentina): nobody is here twice.
      same_person_key text unique,
      -- The number as Meta writes it, where it differs from ours.
      wa_id text,
      user_id text unique,
      username text,
      name text not null default '',
      address_as text not null default '',
      country text,
      language text,
      note text not null default '',
      -- Derived from consent_event in the same transaction, so that lists and claims need no join.
      offers text not null default 'unknown' check (offers in ('yes', 'no', 'stopped', 'unknown')),
      offers_source text,
      offers_at integer,
      blocked integer not null default 0,
      -- Set when Meta said that the number can't get WhatsApp (131026), with the time.
      unusable_at integer,
      last_inbound_at integer,
      last_message_at integer,
      last_offer_at integer,
      import_id text,
      created_at integer not null,
      changed_at integer not null
    ) strict;
    create index customer_recent on customer (coalesce(last_message_at, created_at) desc, seq desc);
    create index customer_import on customer (import_id) where import_id is not null;

    create table customer_tag (
      customer_seq integer not null references customer (seq) on delete cascade,
      tag text not null,
      primary key (customer_seq, tag)
    ) strict, without rowid;
    create index customer_tag_by_tag on customer_tag (tag, customer_seq);

    -- Append-only: a trigger refuses changes; rows go only with the person.
    create table consent_event (
      seq integer primary key,
      customer_seq integer not null references customer (seq) on delete cascade,
      at integer not null,
      recorded_at integer not null,
      purpose text not null check (purpose in ('offers', 'service')),
      decision text not null check (decision in ('yes', 'no')),
      source text not null,
      detail text not null,
      wording text not null,
      recorded_by text not null,
      import_id text
    ) strict;
    create index consent_event_by_customer on consent_event (customer_seq, at);
    create trigger consent_event_fixed before update on consent_event begin select raise(abort, 'consent history is append-only'); end;

    create table suppression (
      hash text primary key,
      at integer not null
    ) strict, without rowid;

    create table import_run (
      import_id text primary key,
      file_name text not null,
      state text not null check (state in ('dry-run', 'running', 'done', 'undone', 'failed')),
      counts text not null,
      started_at integer not null,
      undo_until integer
    ) strict, without rowid;
    create table import_row (
      import_id text not null references import_run (import_id) on delete cascade,
      row integer not null,
      verdict text not null,
      reason text not null,
      same_as_row integer,
      phone_as_written text not null,
      phone text,
      -- JSON: what the row says about the person; emptied when the import can no longer be undone.
      facts text not null,
      customer_seq integer references customer (seq) on delete set null,
      -- What an updated customer looked like before, for the undo.
      before text,
      primary key (import_id, row)
    ) strict, without rowid;
    create index import_row_by_customer on import_row (customer_seq) where customer_seq is not null;

    create table erase_receipt (
      receipt_id text primary key,
      at integer not null,
      by_whom text not null,
      removed text not null,
      suppression_kept integer not null,
      check_code text not null
    ) strict, without rowid;
    create table export_record (
      seq integer primary key,
      customer_seq integer not null references customer (seq) on delete cascade,
      at integer not null,
      by_whom text not null,
      sha256 text not null
    ) strict;

    -- External content with secure-delete: a contentless index would keep the words of the erased (measured).
    create table customer_words (seq integer primary key references customer (seq) on delete cascade, words text not null) strict;
    create virtual table customer_search using fts5 (words, content = 'customer_words', content_rowid = 'seq', tokenize = 'unicode61');
    insert into customer_search (customer_search, rank) values ('secure-delete', 1);
    -- Triggers, because a row that goes by cascade would otherwise leave its words behind.
    create trigger customer_words_added after insert on customer_words begin
      insert into customer_search (rowid, words) values (new.seq, new.words);
    end;
    create trigger customer_words_removed after delete on customer_words begin
      insert into customer_search (customer_search, rowid, words) values ('delete', old.seq, old.words);
    end;
    create trigger customer_words_changed after update on customer_words begin
      insert into customer_search (customer_search, rowid, words) values ('delete', old.seq, old.words);
      insert into customer_search (rowid, words) values (new.seq, new.words);
    end;
  `,
}
