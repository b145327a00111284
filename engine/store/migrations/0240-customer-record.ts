import type { Migration } from './migration.ts'

/**
 * What an owner may do with a customer's record: facts of the shop's own, a history of changes, restriction and hold,
 * proof of consent, records that are one person, and places where people agree by themselves.
 */
export const migration0240: Migration = {
  number: 240,
  title: 'the customer record in the hands of the owner',
  up: `
    create table customer_field (
      seq integer primary key,
      field_id text not null unique,
      label text not null,
      -- The label as labels are compared, so that two never look the same.
      label_key text not null unique,
      kind text not null check (kind in ('text', 'number', 'date', 'choice', 'yes-no')),
      -- JSON list, empty but for the kind 'choice'.
      choices text not null,
      place integer not null,
      -- Stands in the list of customers as a column.
      is_column integer not null default 0,
      -- How many customers have a value.
      used integer not null default 0
    ) strict;

    create table customer_field_value (
      customer_seq integer not null references customer (seq) on delete cascade,
      field_seq integer not null references customer_field (seq) on delete cascade,
      value text not null,
      -- The same as a number, for fields that are one.
      amount real,
      primary key (customer_seq, field_seq)
    ) strict, without rowid;
    create index customer_field_value_by_value on customer_field_value (field_seq, value collate nocase, customer_seq);
    create trigger customer_field_used_more after insert on customer_field_value begin
      update customer_field set used = used + 1 where seq = new.field_seq;
    end;
    create trigger customer_field_used_fewer after delete on customer_field_value begin
      update customer_field set used = used - 1 where seq = old.field_seq;
    end;

    -- Use is stopped at the person's wish, or the record is kept while a dispute runs.
    alter table customer add column restricted_at integer;
    alter table customer add column restricted_why text not null default '';
    alter table customer add column held_why text;
    alter table customer add column held_at integer;
    create index customer_restricted on customer (seq) where restricted_at is not null;
    create index customer_held on customer (seq) where held_why is not null;

    -- What was done with a record, with before and after. Sentences are made by whoever shows it.
    create table customer_change (
      seq integer primary key,
      customer_seq integer not null references customer (seq) on delete cascade,
      at integer not null,
      by_whom text not null,
      kind text not null check (kind in ('changed', 'merged', 'parted', 'restricted', 'held', 'unsuppressed')),
      facts text not null default '{}',
      changes text not null default '[]'
    ) strict;
    create index customer_change_by_customer on customer_change (customer_seq, at);

    -- The customer's own message, a file, and the place of a poster.
    alter table consent_event add column message_id text;
    alter table consent_event add column evidence_id text;
    alter table consent_event add column place_id text;
    create index consent_event_by_place on consent_event (place_id, at) where place_id is not null;
    create index consent_event_evidence on consent_event (evidence_id) where evidence_id is not null;
    -- What stands in the history stays as it is; only whose record it is in changes, when two turn out to be one person.
    drop trigger consent_event_fixed;
    create trigger consent_event_fixed before update of seq, at, recorded_at, purpose, decision, source, detail, wording, recorded_by, import_id,
      message_id, evidence_id, place_id on consent_event
    begin select raise(abort, 'consent history is append-only'); end;

    -- A file that proves a consent is in no chat and is not cleared away as one that was never sent.
    alter table media_file add column is_evidence integer not null default 0;

    create table customer_merge (
      seq integer primary key,
      merge_id text not null unique,
      -- The record that was kept.
      customer_seq integer not null references customer (seq) on delete cascade,
      at integer not null,
      by_whom text not null,
      -- What the other one was called, for the list of what can be parted.
      name text not null,
      phone text,
      -- Both rows and what else was combined, as JSON, as they were.
      before text not null,
      after text not null,
      -- The last message before the merge: what came since has a higher number.
      last_message integer not null
    ) strict;
    create index customer_merge_by_customer on customer_merge (customer_seq, at);

    -- Rows that were the other one's: their key, and the whole row where it may have found its like and be gone.
    create table customer_merge_row (
      merge_seq integer not null references customer_merge (seq) on delete cascade,
      source text not null,
      key text not null,
      row text,
      primary key (merge_seq, source, key)
    ) strict, without rowid;

    -- Numbers and ids of joined records: who writes from one of them is that person.
    create table customer_merge_key (
      key text not null,
      merge_seq integer not null references customer_merge (seq) on delete cascade,
      primary key (key, merge_seq)
    ) strict, without rowid;
    create index customer_merge_key_by_merge on customer_merge_key (merge_seq);

    -- Hashes of what likely the same people share; a hash that many share says nothing.
    create table duplicate_key (
      key integer not null,
      customer_seq integer not null references customer (seq) on delete cascade,
      primary key (key, customer_seq)
    ) strict, without rowid;
    create index duplicate_key_by_customer on duplicate_key (customer_seq);
    create table duplicate_pair (
      one_seq integer not null references customer (seq) on delete cascade,
      other_seq integer not null references customer (seq) on delete cascade,
      why text not null,
      sureness integer not null,
      key integer not null,
      primary key (one_seq, other_seq)
    ) strict, without rowid;
    create index duplicate_pair_by_other on duplicate_pair (other_seq);
    create index duplicate_pair_by_key on duplicate_pair (key);
    create index duplicate_pair_surest on duplicate_pair (sureness desc, one_seq, other_seq);
    create table not_same (
      one_seq integer not null references customer (seq) on delete cascade,
      other_seq integer not null references customer (seq) on delete cascade,
      at integer not null,
      by_whom text not null,
      primary key (one_seq, other_seq)
    ) strict, without rowid;
    create index not_same_by_other on not_same (other_seq);

    -- Who changed since they were last compared; in the order of the table, so that an import pays next to nothing.
    create table duplicate_due (customer_seq integer primary key) strict;
    insert into duplicate_due select seq from customer;
    -- Asked first: how a statement meets a conflict also counts for what its triggers do, so theirs would not be ignored.
    -- People of an import follow after its one transaction, together with their search words.
    create trigger duplicate_due_added after insert on customer when new.import_id is null begin
      insert into duplicate_due select new.seq where not exists (select 1 from duplicate_due where customer_seq = new.seq);
    end;
    create trigger duplicate_due_changed after update of name, phone, wa_id, username on customer
      when old.name <> new.name or old.phone is not new.phone or old.wa_id is not new.wa_id or old.username is not new.username
    begin insert into duplicate_due select new.seq where not exists (select 1 from duplicate_due where customer_seq = new.seq); end;
    create trigger duplicate_due_gone after delete on customer begin
      delete from duplicate_due where customer_seq = old.seq;
    end;
    create trigger duplicate_due_dated after insert on customer_date
      when (select import_id is null or exists (select 1 from customer_words w where w.seq = new.customer_seq) from customer where seq = new.customer_seq) begin
      insert into duplicate_due select new.customer_seq where not exists (select 1 from duplicate_due where customer_seq = new.customer_seq);
    end;
    create trigger duplicate_due_valued after insert on customer_field_value
      when (select import_id is null or exists (select 1 from customer_words w where w.seq = new.customer_seq) from customer where seq = new.customer_seq) begin
      insert into duplicate_due select new.customer_seq where not exists (select 1 from duplicate_due where customer_seq = new.customer_seq);
    end;
    create trigger duplicate_due_revalued after update of value on customer_field_value begin
      insert into duplicate_due select new.customer_seq where not exists (select 1 from duplicate_due where customer_seq = new.customer_seq);
    end;
    create trigger duplicate_due_doubted after insert on identity_doubt begin
      insert into duplicate_due select new.customer_seq where not exists (select 1 from duplicate_due where customer_seq = new.customer_seq);
    end;

    create table consent_place (
      seq integer primary key,
      place_id text not null unique,
      name text not null,
      keyword text not null,
      -- As keywords are compared.
      keyword_key text not null,
      language text not null,
      text text not null,
      wording text not null,
      thanks text not null,
      saved_at integer not null,
      -- Off the list; consents that came by it keep its name.
      removed_at integer
    ) strict;
    create unique index consent_place_keyword on consent_place (keyword_key) where removed_at is null;

    create table consent_ask (
      seq integer primary key,
      customer_seq integer not null references customer (seq) on delete cascade,
      at integer not null,
      by_whom text not null,
      how text not null check (how in ('message', 'template')),
      -- What was asked, kept with the answer as its wording.
      wording text not null,
      send_id text,
      message_id text
    ) strict;
    create index consent_ask_by_customer on consent_ask (customer_seq, at);
    create index consent_ask_by_send on consent_ask (send_id) where send_id is not null;
  `,
}
