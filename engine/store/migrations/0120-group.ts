import type { Migration } from './migration.ts'

/** Saved groups, and indexes for what their rules ask. */
export const migration0120: Migration = {
  number: 120,
  title: 'groups of customers',
  up: `
    create table customer_group (
      group_id text primary key,
      name text not null,
      -- The name as names are compared, so that two groups never look the same.
      name_key text not null unique,
      rule text not null,
      -- The rule in the words of whoever saved it.
      sentence text not null,
      changed_at integer not null
    ) strict, without rowid;

    create index consent_event_by_source on consent_event (source, customer_seq) where purpose = 'offers' and decision = 'yes';
    create index import_row_of_import on import_row (import_id, customer_seq) where customer_seq is not null;
    create index message_about_product on message (about_product, customer_seq, at) where about_product is not null;
    -- Whose a message is and when it came, without reading what it says.
    create index message_inbound on message (seq, customer_seq, at) where direction = 'in';
    create index customer_renamed on customer (wa_id, same_person_key) where wa_id is not null;
  `,
}
