import type { Migration } from './migration.ts'

/** Everything that events tell beside messages and statuses: what came, changed ids, the shop's own phone, edits, reactions. */
export const migration0080: Migration = {
  number: 80,
  title: 'every event',
  up: `
    -- Which version of the reader looked at it last: a newer one reads what was kept once more.
    alter table raw_event add column reader_version integer not null default 1;
    -- How many of its facts are told already: a large event is told in several transactions.
    alter table raw_event add column told integer not null default 0;

    create table webhook_field (
      field text primary key,
      last_at integer not null,
      count integer not null
    ) strict, without rowid;

    create table account_notice (
      seq integer primary key,
      field text not null,
      event text not null,
      -- JSON, without anything about a person.
      params text not null,
      at integer not null,
      until integer,
      unique (field, event, at, params)
    ) strict;

    create table history_phase (
      phase integer primary key,
      progress integer not null,
      last_chunk integer not null,
      at integer not null
    ) strict;

    -- 'phone': written on the shop's own phone; 'before': from the time before it was joined.
    alter table message add column origin text check (origin in ('phone', 'before'));
    -- How far a message of the phone came, which no send tells.
    alter table message add column told_state text;
    alter table message add column forwarded text check (forwarded in ('once', 'often'));
    alter table message add column referral text;
    -- For reactions: Meta's id of the message that they belong to.
    alter table message add column target_wamid text;
    alter table message add column edited_at integer;
    -- The content as it was first written, for messages that were edited.
    alter table message add column first_content text;
    alter table message add column withdrawn_at integer;
    create index message_by_target on message (target_wamid, at, seq) where target_wamid is not null;
    update message set target_wamid = (select t.wamid from message t where t.message_id = message.content ->> '$.toMessage')
      where content ->> '$.kind' = 'reaction';

    create table message_file (
      seq integer primary key references message (seq) on delete cascade,
      -- Meta keeps the bytes for 7 days under this id.
      media_id text not null,
      mime_type text,
      sha256 text
    ) strict;

    -- An edit or a withdrawal that overtook its message.
    create table message_change (
      original_wamid text not null,
      kind text not null check (kind in ('edit', 'revoke')),
      customer_seq integer not null references customer (seq) on delete cascade,
      change text not null,
      at integer not null,
      primary key (original_wamid, kind)
    ) strict, without rowid;
    create index message_change_by_customer on message_change (customer_seq);

    alter table customer add column parent_user_id text;
    create unique index customer_parent on customer (parent_user_id) where parent_user_id is not null;

    -- Numbers and ids that a customer had until a time: messages of that time may still come, and the change may come twice.
    create table former_key (
      key text primary key,
      customer_seq integer not null references customer (seq) on delete cascade,
      ended_at integer not null
    ) strict, without rowid;
    create index former_key_by_customer on former_key (customer_seq);

    -- Two records that may be one person, but each has something of its own.
    create table identity_doubt (
      customer_seq integer not null references customer (seq) on delete cascade,
      other_seq integer not null references customer (seq) on delete cascade,
      at integer not null,
      primary key (customer_seq, other_seq)
    ) strict, without rowid;
    create index identity_doubt_by_other on identity_doubt (other_seq);

    -- Names from the address book of the shop's own phone; they make nobody a customer.
    create table phone_book (
      same_person_key text primary key,
      name text not null,
      at integer not null
    ) strict, without rowid;
  `,
}
