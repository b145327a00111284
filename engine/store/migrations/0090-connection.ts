import type { Migration } from './migration.ts'

/** The wizard's progress, the checks as they last ended, and what Meta last said of number, account and key. */
export const migration0090: Migration = {
  number: 90,
  title: 'a real number',
  up: `
    alter table connection add column marketing_endpoint integer not null default 0;
    -- Where Meta keeps our address for events: for the whole account, or for this number alone.
    alter table connection add column receiving_level text not null default 'account' check (receiving_level in ('account', 'number'));

    -- At most one row. The key and the app secret of the wizard are in the keychain.
    create table connection_setup (
      id integer primary key check (id = 1),
      step text not null check (step in ('account', 'number', 'checks', 'live')),
      kind text not null check (kind in ('meta', 'provider')),
      base_url text not null,
      api_version text not null,
      auth_header text not null,
      has_app_secret integer not null,
      key_facts text not null,
      numbers text not null,
      chosen text,
      begun_at integer not null
    ) strict;

    create table connection_check (
      name text primary key,
      connection_id text not null references connection (connection_id) on delete cascade,
      state text not null check (state in ('ok', 'warning', 'failed', 'skipped')),
      code text,
      params text not null,
      checked_at integer not null
    ) strict, without rowid;

    -- What Meta answered, by what was asked, so that the number page has something to show without a network.
    create table connection_fact (
      name text primary key check (name in ('number', 'account', 'key')),
      connection_id text not null references connection (connection_id) on delete cascade,
      value text not null,
      read_at integer not null
    ) strict, without rowid;
  `,
}
