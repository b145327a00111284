import type { Migration } from './migration.ts'

/** Facts about the vault itself, settings, raw events, and secrets where the system has no keychain. */
export const migration0010: Migration = {
  number: 10,
  title: 'vault',
  up: `
    create table vault_fact (name text primary key, value text not null) strict, without rowid;
    create table setting (name text primary key, value text not null, changed_at integer not null) strict, without rowid;
    -- Only where there is no keychain; the file itself is encrypted under a key that the passphrase wraps.
    create table sealed_secret (name text primary key, value blob not null) strict, without rowid;
  `,
}
