import type { Migration } from './migration.ts'

/** Conversations, messages and their search index, quick replies. */
export const migration0070: Migration = {
  number: 70,
  title: 'inbox',
  up: `
    create table conversation (
      customer_seq integer primary key references customer (seq) on delete cascade,
      unread integer not null default 0,
      last_text text not null default '',
      last_at integer not null,
      last_direction text not null check (last_direction in ('in', 'out')),
      -- The customer's latest message that opens the reply window (not a reaction, not a notice), by Meta's stamp.
      last_inbound_at integer,
      last_inbound_wamid text,
      closed integer not null default 0,
      draft text not null default ''
    ) strict;
    create index conversation_recent on conversation (closed, last_at desc, customer_seq desc);
    create index conversation_unread on conversation (last_at desc, customer_seq desc) where unread > 0;
    create index conversation_window on conversation (last_inbound_at) where last_inbound_at is not null;

    create table message (
      seq integer primary key,
      message_id text not null unique,
      customer_seq integer not null references customer (seq) on delete cascade,
      direction text not null check (direction in ('in', 'out')),
      content text not null,
      wamid text unique,
      -- For outbound: the send in the ledger that carries the state. What was not handed over, or was taken back, stands here.
      send_id text unique,
      local_state text check (local_state in ('held', 'taken-back', 'refused')),
      local_reason text,
      held_until integer,
      -- While held: what is to be said, so that it is built and checked anew when it is handed over.
      outgoing text,
      at integer not null,
      received_at integer not null,
      sent_by text,
      broadcast_id text,
      quotes_wamid text,
      about_product text
    ) strict;
    create index message_held on message (held_until) where local_state = 'held';
    create index message_by_customer on message (customer_seq, at, seq);
    create index message_by_broadcast on message (broadcast_id, customer_seq) where broadcast_id is not null;

    create table message_words (seq integer primary key references message (seq) on delete cascade, words text not null) strict;
    create virtual table message_search using fts5 (words, content = 'message_words', content_rowid = 'seq', tokenize = 'unicode61');
    insert into message_search (message_search, rank) values ('secure-delete', 1);
    -- Triggers, because a row that goes by cascade would otherwise leave its words behind.
    create trigger message_words_added after insert on message_words begin
      insert into message_search (rowid, words) values (new.seq, new.words);
    end;
    create trigger message_words_removed after delete on message_words begin
      insert into message_search (message_search, rowid, words) values ('delete', old.seq, old.words);
    end;

    create table quick_reply (
      quick_reply_id text primary key,
      shortcut text not null unique,
      title text not null,
      text text not null,
      times_used integer not null default 0,
      changed_at integer not null
    ) strict, without rowid;
  `,
}
