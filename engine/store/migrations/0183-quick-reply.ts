import type { Migration } from './migration.ts'

/** Quick replies in several languages, and with products. */
export const migration0183: Migration = {
  number: 183,
  title: 'languages and products of quick replies',
  up: `
    -- What the text is written in; empty for those of before, which are in the shop's language.
    alter table quick_reply add column language text not null default '';
    -- The same in other languages, as JSON of the contract.
    alter table quick_reply add column translations text not null default '[]';
    -- Codes of products that go out after the text, as JSON.
    alter table quick_reply add column retailer_ids text not null default '[]';
  `,
}
