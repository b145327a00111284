import type { Migration } from './migration.ts'

/** Where the number lives, and every event as it came, stored before it is read. */
export const migration0030: Migration = {
  number: 30,
  title: 'connection',
  up: `
    create table connection (
      connection_id text primary key,
      kind text not null,
      base_url text not null,
      api_version text not null,
      auth_header text not null,
      waba_id text not null,
      phone_number_id text not null,
      business_id text,
      catalog_id text,
      token_last4 text not null,
      has_app_secret integer not null,
      receiving text not null,
      verify_token text not null,
      receiving_verified integer not null default 0,
      number text,
      added_at integer not null
    ) strict, without rowid;

    -- The body goes as soon as the event is read; it stays only where something inside was not understood (kept) or
    -- reading failed (parked), until the person in it is erased. The row itself stays as the proof against repeats.
    create table raw_event (
      seq integer primary key,
      received_at integer not null,
      body blob,
      body_sha256 blob not null unique,
      state text not null check (state in ('new', 'done', 'kept', 'parked')),
      tries integer not null default 0
    ) strict;
    create index raw_event_new on raw_event (seq) where state = 'new';
    create index raw_event_kept on raw_event (seq) where body is not null;
  `,
}
