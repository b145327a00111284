import type { Migration } from './migration.ts'

/** Raffles, who is in, and how the draw went. */
export const migration0151: Migration = {
  number: 151,
  title: 'raffles',
  up: `
    create table raffle (
      seq integer primary key,
      raffle_id text not null unique,
      name text not null,
      prize text not null,
      winners integer not null,
      -- How people come in, as JSON.
      entry text not null,
      state text not null check (state in ('draft', 'open', 'frozen', 'drawn', 'cancelled')),
      opens_at integer,
      closes_at integer,
      seed_source text not null,
      seed_at integer not null,
      confirmed_free integer not null default 0,
      frozen_at integer,
      list_hash text,
      seed text,
      drawn_at integer,
      broadcast_id text references broadcast (broadcast_id) on delete set null,
      created_at integer not null
    ) strict;

    create table raffle_entry (
      seq integer primary key,
      raffle_seq integer not null references raffle (seq) on delete cascade,
      -- Empty once the person was erased from a frozen list: the published code stays.
      customer_seq integer references customer (seq) on delete set null,
      at integer not null,
      -- Stands for the person in the published list; given when it is frozen.
      entry_code text,
      -- The drawn order from 1, and the prize that it came to.
      turn integer,
      place integer,
      passed_over text
    ) strict;
    create unique index raffle_entry_once on raffle_entry (raffle_seq, customer_seq) where customer_seq is not null;
    create unique index raffle_entry_by_code on raffle_entry (raffle_seq, entry_code) where entry_code is not null;
    create index raffle_entry_by_turn on raffle_entry (raffle_seq, turn) where turn is not null;
    create index raffle_entry_by_customer on raffle_entry (customer_seq) where customer_seq is not null;
  `,
}
