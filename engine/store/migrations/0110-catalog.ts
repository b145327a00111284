import type { Migration } from './migration.ts'

/** Everything that Meta says of a product, drafts, sets, and pictures apart so that lists needn't walk over their bytes. */
export const migration0110: Migration = {
  number: 110,
  title: 'catalog with drafts and sets',
  up: `
    create table product_picture (
      retailer_id text not null,
      -- 'meta': fetched from the address that Meta gives; 'own': kept by the shop to look at until Meta has one.
      source text not null check (source in ('meta', 'own')),
      image_url text not null,
      mime_type text not null,
      width integer,
      height integer,
      size_bytes integer not null,
      at integer not null,
      -- Null for a picture that is too large to keep; its measures are known all the same. Last, because it is long.
      bytes blob,
      primary key (retailer_id, source)
    ) strict;
    insert into product_picture (retailer_id, source, image_url, mime_type, size_bytes, at, bytes)
      select retailer_id, 'meta', image_url, thumbnail_type, length(thumbnail), synced_at, thumbnail
      from product where thumbnail is not null and thumbnail_type is not null and image_url is not null;

    create table product_as_read (
      retailer_id text primary key,
      -- Empty for one that Meta does not know yet.
      product_id text not null,
      name text not null,
      -- Name and code as they are searched.
      search text not null,
      is_buyable integer not null,
      -- Meta would refuse to send it.
      blocks integer not null,
      has_problem integer not null,
      read_at integer not null,
      problems text not null,
      -- What Meta said, as JSON.
      facts text not null
    ) strict, without rowid;
    insert into product_as_read
      select retailer_id, product_id, name, lower(name || ' ' || retailer_id),
        availability in ('in stock', 'available for order', 'preorder'),
        review_status is not null and review_status <> 'approved', 0, synced_at, '[]',
        json_object('retailerId', retailer_id, 'productId', product_id, 'name', name, 'description', description, 'price', price,
          'salePrice', null, 'saleEndsAt', null, 'currency', currency, 'availability', availability, 'inventory', null,
          'imageUrl', image_url, 'url', '', 'brand', '', 'condition', 'new',
          'isPublished', json(iif(review_status = 'staging', 'false', 'true')),
          'reviewStatus', iif(review_status = 'staging', null, review_status), 'refusedFor', json('[]'), 'imageStatus', null,
          'errors', json('[]'))
      from product;
    drop table product;
    alter table product_as_read rename to product;
    create index product_list on product (name, retailer_id, product_id, is_buyable, blocks, has_problem, search);

    create table product_draft (
      retailer_id text primary key,
      kind text not null check (kind in ('new', 'changed', 'removed')),
      changed_at integer not null,
      -- 'sending' is written before a request leaves, so that a cut does not lose that it may have arrived.
      state text not null check (state in ('waiting', 'sending')),
      -- The batch that carries it, while it is followed.
      handle text,
      refused_code text,
      refused_detail text,
      -- The fields as they were when the change began: only what differs is sent.
      base text,
      fields text
    ) strict, without rowid;
    create index product_draft_sending on product_draft (retailer_id) where state = 'sending';

    -- What this shop knows of a product beside Meta; kept when a reading replaces the products.
    create table product_note (
      retailer_id text primary key,
      is_hidden integer not null default 0,
      times_sent integer not null default 0,
      times_ordered integer not null default 0
    ) strict, without rowid;

    create table product_set (
      set_id text primary key,
      name text not null,
      count integer not null,
      is_editable integer not null
    ) strict, without rowid;
    create table product_set_member (
      set_id text not null references product_set (set_id) on delete cascade,
      retailer_id text not null,
      primary key (set_id, retailer_id)
    ) strict, without rowid;
    create index product_set_member_by_product on product_set_member (retailer_id);
  `,
}
