import type { Migration } from './migration.ts'

/** Broadcasts, who was left out of them, and coupon codes. */
export const migration0060: Migration = {
  number: 60,
  title: 'broadcast',
  up: `
    create table broadcast (
      broadcast_id text primary key,
      name text not null,
      content text not null,
      approved integer not null default 0,
      seal_hash text,
      -- The template as it was when approved, as JSON: chats show the message of the day.
      template text,
      estimate_micros integer,
      currency text,
      created_at integer not null,
      saved_at integer not null,
      approved_at integer
    ) strict, without rowid;

    -- People who matched at approval but were left out, so that matched = goes + left out can always be shown.
    create table broadcast_left_out (
      seq integer primary key,
      broadcast_id text not null references broadcast (broadcast_id) on delete cascade,
      customer_seq integer references customer (seq) on delete set null,
      reason text not null
    ) strict;
    create index broadcast_left_out_by_reason on broadcast_left_out (broadcast_id, reason, seq);
    create index broadcast_left_out_by_customer on broadcast_left_out (customer_seq);

    create table coupon_code (
      code text primary key,
      broadcast_id text not null references broadcast (broadcast_id),
      send_id text unique,
      customer_seq integer references customer (seq) on delete set null,
      state text not null check (state in ('reserved', 'sent', 'released')),
      expires_at integer,
      created_at integer not null
    ) strict, without rowid;
    create index coupon_by_broadcast on coupon_code (broadcast_id, state);
    create index coupon_by_customer on coupon_code (customer_seq);

    -- Who tapped a button of a broadcast, so that the product list goes out once to each person.
    create table broadcast_answer (
      broadcast_id text not null references broadcast (broadcast_id) on delete cascade,
      customer_seq integer not null references customer (seq) on delete cascade,
      kind text not null check (kind in ('products', 'stop')),
      at integer not null,
      primary key (broadcast_id, customer_seq, kind)
    ) strict, without rowid;
    create index broadcast_answer_by_customer on broadcast_answer (customer_seq);
  `,
}
