import type { Migration } from './migration.ts'

/**
 * What reports are counted from without reading every message: whose turn a chat message is, sums of delivered messages by
 * what decides their price, ends of offers and failures by time, the number's quality over time, and the people of older
 * broadcasts as counted when nothing could change any more.
 */
export const migration0160: Migration = {
  number: 160,
  title: 'reports',
  up: `
    -- 'asks' is a customer's message that waits for a person, 'tap' one that is answered by itself, 'reaction' a sign, 'answer'
    -- what somebody of the shop said. Empty for notices, broadcasts, automatic answers and what was never handed over.
    alter table message add column turn text generated always as (
      case
        when direction = 'in' then
          case
            when content ->> '$.kind' = 'system' then null
            when content ->> '$.kind' = 'reaction' then iif(content ->> '$.emoji' = '', null, 'reaction')
            when content ->> '$.kind' = 'button' and content ->> '$.payload' glob 'sb.*' then 'tap'
            else 'asks'
          end
        when broadcast_id is null and local_state is null and (origin is not null or sent_by <> 'auto') then 'answer'
      end) virtual;
    create index message_turn on message (at, customer_seq, turn) where turn is not null;

    -- Who ended offers; lists that were imported say nothing about a time.
    create index consent_event_ended on consent_event (at, customer_seq) where purpose = 'offers' and decision = 'no' and import_id is null;
    create index send_failed_at on send (changed_at, meta_code, reason) where state in ('failed', 'rejected');

    -- Delivered messages by run, quarter of an hour (UTC; no time zone cuts a quarter in two) and what decides their price.
    -- Empty texts and -1 stand for "none", because parts of a key can't be null. Kept by the triggers below.
    create table spend_sum (
      run_id text not null,
      quarter integer not null,
      market text not null,
      price_micros integer not null,
      category text not null,
      priced_category text not null,
      priced_type text not null,
      people integer not null,
      primary key (run_id, quarter, market, price_micros, category, priced_category, priced_type)
    ) strict, without rowid;
    create index spend_sum_by_quarter on spend_sum (quarter);
    create view delivered_send as
      select run_id, coalesce(delivered_at, accepted_at, 0) / 900000 as quarter, coalesce(market, '') as market,
        coalesce(price_micros, -1) as price_micros, coalesce(category, '') as category, coalesce(priced_category, '') as priced_category,
        coalesce(priced_type, '') as priced_type
      from send where state in ('delivered', 'read');
    insert into spend_sum select *, count(*) from delivered_send group by 1, 2, 3, 4, 5, 6, 7;
    drop view delivered_send;
    create trigger spend_counted after update of state, delivered_at, accepted_at, priced_category, priced_type on send
      when new.state in ('delivered', 'read') and (old.state not in ('delivered', 'read')
        or coalesce(new.delivered_at, new.accepted_at, 0) / 900000 <> coalesce(old.delivered_at, old.accepted_at, 0) / 900000
        or new.priced_category is not old.priced_category or new.priced_type is not old.priced_type)
    begin
      insert into spend_sum
      values (new.run_id, coalesce(new.delivered_at, new.accepted_at, 0) / 900000, coalesce(new.market, ''), coalesce(new.price_micros, -1),
        coalesce(new.category, ''), coalesce(new.priced_category, ''), coalesce(new.priced_type, ''), 1)
      on conflict do update set people = people + 1;
    end;
    create trigger spend_uncounted after update of state, delivered_at, accepted_at, priced_category, priced_type on send
      when old.state in ('delivered', 'read') and (new.state not in ('delivered', 'read')
        or coalesce(new.delivered_at, new.accepted_at, 0) / 900000 <> coalesce(old.delivered_at, old.accepted_at, 0) / 900000
        or new.priced_category is not old.priced_category or new.priced_type is not old.priced_type)
    begin
      update spend_sum set people = people - 1
      where run_id = old.run_id and quarter = coalesce(old.delivered_at, old.accepted_at, 0) / 900000 and market = coalesce(old.market, '')
        and price_micros = coalesce(old.price_micros, -1) and category = coalesce(old.category, '')
        and priced_category = coalesce(old.priced_category, '') and priced_type = coalesce(old.priced_type, '');
    end;

    -- The people of a broadcast as counted once, as JSON; used again when the counting came long after the sending.
    create table broadcast_figure (
      broadcast_id text primary key references broadcast (broadcast_id) on delete cascade,
      counted_at integer not null,
      figures text not null
    ) strict, without rowid;

    -- What Meta thought of the number, one row for each change that was heard of.
    create table quality_reading (
      seq integer primary key,
      at integer not null,
      rating text not null
    ) strict;
  `,
}
