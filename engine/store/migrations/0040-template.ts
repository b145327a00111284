import type { Migration } from './migration.ts'

/** Templates, products and prices as last read. */
export const migration0040: Migration = {
  number: 40,
  title: 'template, catalog and price',
  up: `
    create table template (
      template_id text primary key,
      name text not null,
      language text not null,
      category text not null,
      status text not null,
      quality text not null,
      rejected_reason text,
      parameter_format text not null,
      components text not null,
      synced_at integer not null,
      unique (name, language)
    ) strict, without rowid;

    create table product (
      retailer_id text primary key,
      product_id text not null,
      name text not null,
      description text not null,
      price text not null,
      currency text,
      availability text not null,
      image_url text,
      thumbnail blob,
      thumbnail_type text,
      review_status text,
      synced_at integer not null
    ) strict, without rowid;

    create table price_rule (
      market text not null,
      category text not null check (category in ('marketing', 'utility', 'service')),
      valid_from text not null,
      currency text not null,
      price_micros integer not null,
      source text not null,
      is_sample integer not null,
      is_own integer not null,
      primary key (market, category, valid_from, is_own)
    ) strict, without rowid;
  `,
}
