import type { Migration } from './migration.ts'

/** Who wrote, asked for and approved a broadcast, and the template as approved in each language that people got it in. */
export const migration0140: Migration = {
  number: 140,
  title: 'approval and languages of broadcasts',
  up: `
    -- Names of persons as the caller gave them; null in what was saved before they were kept.
    alter table broadcast add column saved_by text;
    alter table broadcast add column asked_at integer;
    alter table broadcast add column asked_by text;
    alter table broadcast add column approved_by text;

    -- Broadcasts that were approved before this have one language: the one in broadcast.template.
    create table broadcast_template (
      broadcast_id text not null references broadcast (broadcast_id) on delete cascade,
      language text not null,
      template text not null,
      primary key (broadcast_id, language)
    ) strict, without rowid;
  `,
}
