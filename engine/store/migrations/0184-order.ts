import type { Migration } from './migration.ts'

/** How far the shop is with each order, what was done with it, and orders that came to nothing. */
export const migration0184: Migration = {
  number: 184,
  title: 'work on orders',
  up: `
    -- An order without a row is done: noted at the till, by hand or from a file, or of the time before.
    create table order_work (
      order_id text primary key,
      customer_seq integer references customer (seq) on delete set null,
      state text not null check (state in ('new', 'accepted', 'changed', 'declined', 'ready', 'shipped', 'done', 'cancelled')),
      due_at integer,
      carrier text not null default '',
      tracking text not null default '',
      changed_at integer not null
    ) strict, without rowid;
    create index order_work_by_customer on order_work (customer_seq) where customer_seq is not null;

    create table order_step (
      seq integer primary key,
      order_id text not null,
      customer_seq integer references customer (seq) on delete cascade,
      at integer not null,
      by text not null,
      -- The state that it came into, where that changed.
      state text,
      notice text,
      detail text not null default '',
      message_id text,
      -- How the order stood, as JSON, so that the step can be taken back; empty where it can not.
      before text
    ) strict;
    create index order_step_of_order on order_step (order_id, seq);
    create index order_step_by_customer on order_step (customer_seq) where customer_seq is not null;

    -- Declined and cancelled orders, whole, as JSON. They are no purchases: no sum, group or report counts them.
    create table order_off (
      order_id text primary key,
      seq integer not null,
      customer_seq integer not null references customer (seq) on delete cascade,
      at integer not null,
      wamid text,
      kept text not null
    ) strict, without rowid;
    create index order_off_by_customer on order_off (customer_seq, at);
    create index order_off_by_message on order_off (wamid) where wamid is not null;

    create trigger told_order_step after insert on order_step when new.state is not null and new.by <> 'customer'
    begin
      insert into hook_delivery (event_id, hook_seq, event, ref, customer_seq, at, state, next_at)
      select 'evt_' || lower(hex(randomblob(16))), h.seq, 'order-changed', new.seq, new.customer_seq, new.at, 'waiting', 0
      from event_hook h where h.state = 'on' and instr(h.events, ',order-changed,') > 0;
    end;
  `,
}
