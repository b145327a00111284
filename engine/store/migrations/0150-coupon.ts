import type { Migration } from './migration.ts'

/**
 * Coupons with their codes, and what was redeemed at the till. Codes that broadcasts drew before belong to coupons of
 * these broadcasts from now on. Code rows are numbered in the order of the seal: what becomes of messages changes
 * neighbouring rows then, and the index on the random codes is touched only when codes are written.
 */
export const migration0150: Migration = {
  number: 150,
  title: 'coupons and redemptions',
  up: `
    create table coupon (
      seq integer primary key,
      coupon_id text not null unique,
      name text not null,
      codes text not null check (codes in ('shared', 'unique')),
      prefix text not null default '',
      -- What it gives, as JSON; null where only the code is known.
      value text,
      starts_at integer,
      ends_at integer,
      uses_per_code integer,
      least_micros integer,
      -- Empty is the shop's own.
      currency text not null default '',
      origin text not null check (origin in ('generated', 'imported', 'broadcast')),
      -- The broadcast that made it.
      broadcast_id text references broadcast (broadcast_id),
      stopped integer not null default 0,
      created_at integer not null
    ) strict;
    create unique index coupon_of_broadcast on coupon (broadcast_id) where broadcast_id is not null;

    -- Which coupon an approved broadcast gives out; one coupon may go out by several.
    create table coupon_broadcast (
      broadcast_id text primary key references broadcast (broadcast_id),
      coupon_seq integer not null references coupon (seq),
      -- The end that its messages promise.
      ends_at integer
    ) strict, without rowid;
    create index coupon_broadcast_by_coupon on coupon_broadcast (coupon_seq);

    insert into coupon (coupon_id, name, codes, prefix, ends_at, uses_per_code, origin, broadcast_id, created_at)
      select 'cpn_' || lower(hex(randomblob(10))), b.name, 'unique', coalesce(b.content ->> '$.coupon.prefix', ''),
        b.content ->> '$.coupon.endsAt', 1, 'broadcast', b.broadcast_id, coalesce(b.approved_at, b.created_at)
      from broadcast b where exists (select 1 from coupon_code k where k.broadcast_id = b.broadcast_id);
    -- The same word in several broadcasts is one coupon; it ends when the last of them does.
    insert into coupon (coupon_id, name, codes, ends_at, uses_per_code, origin, broadcast_id, created_at)
      select 'cpn_' || lower(hex(randomblob(10))), b.name, 'shared',
        iif(count(b.content ->> '$.coupon.endsAt') = count(*), max(b.content ->> '$.coupon.endsAt'), null), null, 'broadcast',
        b.broadcast_id, min(coalesce(b.approved_at, b.created_at))
      from broadcast b
      where b.approved = 1 and b.content ->> '$.coupon.kind' = 'one-for-all'
        and b.content ->> '$.coupon.code' not in (select code from coupon_code)
      group by b.content ->> '$.coupon.code';
    insert into coupon_broadcast (broadcast_id, coupon_seq, ends_at)
      select broadcast_id, seq, ends_at from coupon where codes = 'unique'
      union all
      select b.broadcast_id, c.seq, b.content ->> '$.coupon.endsAt' from broadcast b
        join coupon c on c.codes = 'shared' join broadcast own on own.broadcast_id = c.broadcast_id
      where b.approved = 1 and b.content ->> '$.coupon.kind' = 'one-for-all'
        and b.content ->> '$.coupon.code' = own.content ->> '$.coupon.code';

    create table coupon_code_of_coupon (
      seq integer primary key,
      coupon_seq integer not null references coupon (seq),
      code text not null,
      broadcast_id text references broadcast (broadcast_id),
      -- Kept when the code is released, so that the same send can take it again while nobody else has it.
      send_id text,
      customer_seq integer references customer (seq) on delete set null,
      state text not null check (state in ('free', 'reserved', 'issued')),
      -- The end that was promised when the code was reserved for somebody.
      expires_at integer,
      -- Derived in the transaction that writes a redemption or its undo.
      uses integer not null default 0,
      used_micros integer not null default 0,
      last_used_at integer,
      created_at integer not null
    ) strict;
    insert into coupon_code_of_coupon (coupon_seq, code, broadcast_id, send_id, customer_seq, state, expires_at, created_at)
      select c.seq, k.code, k.broadcast_id, k.send_id, k.customer_seq,
        case k.state when 'sent' then 'issued' when 'released' then 'free' else k.state end, k.expires_at, k.created_at
      from coupon_code k join coupon c on c.broadcast_id = k.broadcast_id left join send s on s.send_id = k.send_id
      order by k.created_at, s.seq;
    insert into coupon_code_of_coupon (coupon_seq, code, state, created_at)
      select c.seq, b.content ->> '$.coupon.code', 'issued', c.created_at
      from coupon c join broadcast b on b.broadcast_id = c.broadcast_id where c.codes = 'shared';
    drop table coupon_code;
    alter table coupon_code_of_coupon rename to coupon_code;
    create unique index coupon_code_code on coupon_code (code);
    create unique index coupon_code_by_send on coupon_code (send_id) where send_id is not null;
    create index coupon_code_by_customer on coupon_code (customer_seq) where customer_seq is not null;
    create index coupon_code_by_broadcast on coupon_code (broadcast_id) where broadcast_id is not null;
    -- With everything that is counted, so that rows need not be read.
    create index coupon_code_by_state on coupon_code (coupon_seq, state, uses, expires_at);

    -- Uses at the till. Append-only: a trigger refuses changes, an undo is a fact of its own. Erasing empties the person only.
    create table redemption (
      seq integer primary key,
      redemption_id text not null unique,
      request_id text not null unique,
      code_seq integer not null references coupon_code (seq),
      coupon_seq integer not null references coupon (seq),
      customer_seq integer references customer (seq) on delete set null,
      -- The broadcast that brought the code.
      broadcast_id text references broadcast (broadcast_id),
      at integer not null,
      place text not null,
      by_whom text not null,
      discount_micros integer,
      sales_micros integer,
      currency text not null,
      order_id text
    ) strict;
    create index redemption_by_code on redemption (code_seq, seq);
    create index redemption_by_coupon on redemption (coupon_seq, seq);
    create index redemption_by_customer on redemption (customer_seq, coupon_seq, at) where customer_seq is not null;
    create index redemption_by_broadcast on redemption (broadcast_id, customer_seq) where broadcast_id is not null;
    create trigger redemption_fixed
      before update of seq, redemption_id, request_id, code_seq, coupon_seq, broadcast_id, at, place, by_whom, discount_micros, sales_micros, currency, order_id
      on redemption begin select raise(abort, 'redemptions are append-only'); end;
    create trigger redemption_kept before delete on redemption begin select raise(abort, 'redemptions are append-only'); end;
    create table redemption_undo (
      redemption_seq integer primary key references redemption (seq),
      at integer not null,
      by_whom text not null
    ) strict;
    create view redemption_in_force as
      select * from redemption r where not exists (select 1 from redemption_undo u where u.redemption_seq = r.seq);
  `,
}
