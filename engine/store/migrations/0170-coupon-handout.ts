import type { Migration } from './migration.ts'

/** Codes that were given out by hand: on paper, by another tool, or to one customer. */
export const migration0170: Migration = {
  number: 170,
  title: 'coupon codes given out by hand',
  up: `
    create table coupon_handout (
      seq integer primary key,
      handout_id text not null unique,
      request_id text not null unique,
      coupon_seq integer not null references coupon (seq),
      customer_seq integer references customer (seq) on delete set null,
      note text not null,
      at integer not null,
      by_whom text not null
    ) strict;
    create index coupon_handout_by_coupon on coupon_handout (coupon_seq, seq);
    create index coupon_handout_by_customer on coupon_handout (customer_seq) where customer_seq is not null;
    alter table coupon_code add column handout_seq integer references coupon_handout (seq);
    create index coupon_code_by_handout on coupon_code (handout_seq, seq, uses) where handout_seq is not null;
  `,
}
