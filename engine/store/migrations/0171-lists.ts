import type { Migration } from './migration.ts'

const recency = (row: string): string => `coalesce(${row}.last_message_at, ${row}.created_at)`

/** A count that triggers keep: one more row of these columns, or one less. */
type Kept = { readonly table: string; readonly keys: Readonly<Record<string, (row: string) => string>>; readonly sums?: readonly string[] }

const where = ({ keys }: Kept, row: string): string =>
  Object.entries(keys)
    .map(([column, of]) => `${column} = ${of(row)}`)
    .join(' and ')
const sums = ({ sums: columns = [] }: Kept, row: string, sign: '+' | '-'): string =>
  columns.map((column) => `, ${column} = ${column} ${sign} coalesce(${row}.${column}, 0)`).join('')

/** No conflict clause: the one of the statement that fires a trigger would take its place. */
const more = (kept: Kept, row = 'new'): string => `
      insert into ${kept.table} (${Object.keys(kept.keys).join(', ')}) select ${Object.values(kept.keys)
        .map((of) => of(row))
        .join(', ')}
        where not exists (select 1 from ${kept.table} where ${where(kept, row)});
      update ${kept.table} set rows = rows + 1${sums(kept, row, '+')} where ${where(kept, row)};`
// Nothing is left of the last one: a tag may say who somebody is.
const fewer = (kept: Kept, row = 'old'): string => `
      update ${kept.table} set rows = rows - 1${sums(kept, row, '-')} where ${where(kept, row)};
      delete from ${kept.table} where rows = 0 and ${where(kept, row)};`

/** Counts what is there, and follows each row that comes, goes or changes one of the columns. */
const keep = (kept: Kept & { readonly of: string; readonly columns: readonly string[]; readonly andThen?: string }): string => `
    insert into ${kept.table} (${Object.keys(kept.keys).join(', ')}, rows${(kept.sums ?? []).map((sum) => `, ${sum}`).join('')})
      select ${Object.values(kept.keys)
        .map((of) => of('r'))
        .join(', ')}, count(*)${(kept.sums ?? []).map((sum) => `, coalesce(sum(r.${sum}), 0)`).join('')}
      from ${kept.of} r group by ${Object.keys(kept.keys)
        .map((_, index) => index + 1)
        .join(', ')};
    create trigger ${kept.table}_more after insert on ${kept.of} begin ${more(kept)} ${kept.andThen ?? ''}
    end;
    create trigger ${kept.table}_fewer after delete on ${kept.of} begin ${fewer(kept)}
    end;
    create trigger ${kept.table}_moved after update of ${kept.columns.join(', ')} on ${kept.of}
      when ${[...Object.values(kept.keys).map((of) => `${of('old')} <> ${of('new')}`), ...(kept.sums ?? []).map((sum) => `old.${sum} is not new.${sum}`)].join(' or ')}
    begin ${fewer(kept)} ${more(kept)}
    end;`

const same =
  (column: string) =>
  (row: string): string =>
    `${row}.${column}`

/** What was redeemed of a coupon; an undo takes it away again, rows themselves never change. */
const given: Kept = { table: 'coupon_given', keys: { coupon_seq: same('coupon_seq') }, sums: ['discount_micros', 'sales_micros'] }

/**
 * What lets lists of a million customers open as quickly as those of ten thousand: indexes in the order that is shown, and
 * counts that are kept by triggers in the transaction that writes the rows.
 */
export const migration0171: Migration = {
  number: 171,
  title: 'lists and their counts',
  up: `
    create index customer_recent_by_offers on customer (offers, ${recency('customer').replaceAll('customer.', '')} desc, seq desc);
    create index customer_recent_by_import on customer (import_id, offers, ${recency('customer').replaceAll('customer.', '')} desc, seq desc)
      where import_id is not null;
    -- Empty is no import.
    create table customer_count (
      import_id text not null,
      offers text not null,
      rows integer not null default 0,
      primary key (import_id, offers)
    ) strict, without rowid;
    ${keep({
      table: 'customer_count',
      of: 'customer',
      keys: { import_id: (row) => `coalesce(${row}.import_id, '')`, offers: same('offers') },
      columns: ['import_id', 'offers'],
    })}

    -- Derived from the customer's row, so that the people of a tag are read in the order that is shown.
    alter table customer_tag add column offers text not null default 'unknown';
    alter table customer_tag add column recency integer not null default 0;
    update customer_tag set (offers, recency) = (select c.offers, ${recency('c')} from customer c where c.seq = customer_seq);
    create index customer_tag_recent on customer_tag (tag, offers, recency desc, customer_seq desc);
    create table customer_tag_count (
      tag text not null,
      offers text not null,
      rows integer not null default 0,
      primary key (tag, offers)
    ) strict, without rowid;
    ${keep({
      table: 'customer_tag_count',
      of: 'customer_tag',
      keys: { tag: same('tag'), offers: same('offers') },
      columns: ['tag', 'offers'],
      // In one trigger, because of two nobody says which is first: counted as it came, then moved to where it belongs.
      andThen: `
      update customer_tag set (offers, recency) = (select c.offers, ${recency('c')} from customer c where c.seq = new.customer_seq)
        where customer_seq = new.customer_seq and tag = new.tag;`,
    })}
    create trigger customer_tag_follows after update of offers, last_message_at, created_at on customer
      when old.offers <> new.offers or ${recency('old')} <> ${recency('new')}
    begin
      update customer_tag set offers = new.offers, recency = ${recency('new')} where customer_seq = new.seq;
    end;

    create table order_sum (
      currency text primary key,
      total_micros integer not null default 0,
      rows integer not null default 0
    ) strict, without rowid;
    ${keep({ table: 'order_sum', of: 'customer_order', keys: { currency: same('currency') }, sums: ['total_micros'], columns: ['currency', 'total_micros'] })}

    drop index coupon_code_by_state;
    create index coupon_code_in_order on coupon_code (coupon_seq, seq);
    create index coupon_code_unused on coupon_code (coupon_seq, state, seq) where uses = 0;
    create index coupon_code_used on coupon_code (coupon_seq, seq) where uses > 0;
    -- By state, whether used, and the end that was promised (-1 for none).
    create table coupon_code_count (
      coupon_seq integer not null,
      state text not null,
      used integer not null,
      expires_at integer not null,
      rows integer not null default 0,
      primary key (coupon_seq, state, used, expires_at)
    ) strict, without rowid;
    ${keep({
      table: 'coupon_code_count',
      of: 'coupon_code',
      keys: {
        coupon_seq: same('coupon_seq'),
        state: same('state'),
        used: (row) => `(${row}.uses > 0)`,
        expires_at: (row) => `coalesce(${row}.expires_at, -1)`,
      },
      columns: ['coupon_seq', 'state', 'uses', 'expires_at'],
    })}
    create table coupon_given (
      coupon_seq integer primary key,
      discount_micros integer not null default 0,
      sales_micros integer not null default 0,
      rows integer not null default 0
    ) strict;
    insert into coupon_given (coupon_seq, discount_micros, sales_micros, rows)
      select coupon_seq, coalesce(sum(discount_micros), 0), coalesce(sum(sales_micros), 0), count(*) from redemption_in_force group by coupon_seq;
    create trigger coupon_given_more after insert on redemption begin ${more(given)}
    end;
    create trigger coupon_given_fewer after insert on redemption_undo begin
      update coupon_given set rows = rows - 1,
        discount_micros = discount_micros - (select coalesce(discount_micros, 0) from redemption where seq = new.redemption_seq),
        sales_micros = sales_micros - (select coalesce(sales_micros, 0) from redemption where seq = new.redemption_seq)
      where coupon_seq = (select coupon_seq from redemption where seq = new.redemption_seq);
    end;

    -- With the run, so that whether somebody is among the people of a broadcast is read without the messages.
    drop index send_by_customer;
    create index send_by_customer on send (customer_seq, accepted_at, run_id);
    create index send_by_meta_code on send (run_id, meta_code, state) where meta_code is not null;
    create index send_by_reason on send (run_id, reason, state) where reason is not null;
    create table send_count (
      run_id text not null,
      state text not null,
      price_micros integer not null default 0,
      rows integer not null default 0,
      primary key (run_id, state)
    ) strict, without rowid;
    ${keep({
      table: 'send_count',
      of: 'send',
      keys: { run_id: same('run_id'), state: same('state') },
      sums: ['price_micros'],
      columns: ['run_id', 'state', 'price_micros'],
    })}
    -- Empty is no reason.
    create table broadcast_left_out_count (
      broadcast_id text not null,
      reason text not null,
      rows integer not null default 0,
      primary key (broadcast_id, reason)
    ) strict, without rowid;
    ${keep({
      table: 'broadcast_left_out_count',
      of: 'broadcast_left_out',
      keys: { broadcast_id: same('broadcast_id'), reason: (row) => `coalesce(${row}.reason, '')` },
      columns: ['broadcast_id', 'reason'],
    })}
  `,
}
