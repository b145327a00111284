import type { Migration } from './migration.ts'

/** Passwords, second steps and wrong tries of the shop's people. */
export const migration0210: Migration = {
  number: 210,
  title: 'signing in',
  up: `
    create table staff_access (
      staff_seq integer primary key references staff (seq) on delete cascade,
      -- Another with each password: who signed in under the one before is signed out.
      access_id text not null,
      -- Argon2id as a PHC string; null once access was ended.
      password text,
      must_change integer not null default 0 check (must_change in (0, 1)),
      changed_at integer not null,
      totp_secret text,
      -- The newest step that was used: each counts once.
      totp_step integer,
      last_sign_in_at integer
    ) strict;
    create table staff_recovery_code (
      staff_seq integer not null references staff (seq) on delete cascade,
      code_hash text not null,
      primary key (staff_seq, code_hash)
    ) strict, without rowid;
    create table sign_in_try (
      who text primary key,
      count integer not null,
      at real not null,
      boot real not null
    ) strict, without rowid;
  `,
}
