import type { Migration } from './migration.ts'

/** What customers bought, and days of the year that matter to them. */
export const migration0121: Migration = {
  number: 121,
  title: 'order and dates of customers',
  up: `
    create table customer_order (
      seq integer primary key,
      order_id text not null unique,
      -- Empty once the person was erased: the shop's sums stay right without saying whose order it was.
      customer_seq integer references customer (seq) on delete set null,
      at integer not null,
      source text not null check (source in ('cart', 'till', 'import', 'by-hand')),
      -- The shop's own number of it; empty where it has none.
      number text not null default '',
      total_micros integer not null,
      currency text not null,
      -- The broadcast that it is counted for, decided once when it is noted.
      broadcast_id text references broadcast (broadcast_id) on delete set null,
      coupon_code text,
      -- The message that a cart came by, so that it is noted once however often it comes.
      wamid text,
      recorded_at integer not null
    ) strict;
    create unique index customer_order_number on customer_order (number) where number <> '';
    create unique index customer_order_cart on customer_order (wamid, currency) where wamid is not null;
    -- With the amounts, so that sums are added up without reading the orders themselves.
    create index customer_order_by_customer on customer_order (customer_seq, at, currency, total_micros);
    create index customer_order_by_time on customer_order (at, customer_seq, currency, total_micros);
    create index customer_order_by_broadcast on customer_order (broadcast_id, customer_seq, currency, total_micros) where broadcast_id is not null;

    create table customer_order_line (
      order_seq integer not null references customer_order (seq) on delete cascade,
      line integer not null,
      -- Empty where only a name is known.
      retailer_id text not null,
      name text not null,
      quantity integer not null,
      price_micros integer,
      -- Whose and when, again: who bought a product since a day is found without reading every order.
      customer_seq integer,
      at integer not null,
      primary key (order_seq, line)
    ) strict, without rowid;
    create index customer_order_line_by_product on customer_order_line (retailer_id, at, customer_seq);
    create trigger customer_order_moved after update of customer_seq on customer_order begin
      update customer_order_line set customer_seq = new.customer_seq where order_seq = new.seq;
    end;

    create table customer_date (
      customer_seq integer not null references customer (seq) on delete cascade,
      -- Which day it is: birthday, service-due, or a name of the shop's own.
      date text not null,
      month integer not null,
      day integer not null,
      year integer,
      primary key (customer_seq, date)
    ) strict, without rowid;
    create index customer_date_by_day on customer_date (date, month, day, customer_seq);
  `,
}
