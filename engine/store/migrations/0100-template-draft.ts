import type { Migration } from './migration.ts'

/** Drafts of templates with their files, and what Meta told about templates beside their texts. */
export const migration0100: Migration = {
  number: 100,
  title: 'template drafts',
  up: `
    create table template_draft (
      draft_id text primary key,
      content text not null,
      made_at integer not null,
      changed_at integer not null
    ) strict, without rowid;

    -- One language of a draft at Meta. Written before the request leaves, so that a cut does not lose that it may have arrived.
    create table template_draft_language (
      draft_id text not null references template_draft (draft_id) on delete cascade,
      language text not null,
      state text not null check (state in ('draft', 'sending', 'sent', 'failed', 'cut-off')),
      -- The name that it was handed in under; from then on the draft keeps it.
      name text not null,
      template_id text,
      -- The words that Meta has, as a hash; null when they came from Meta and not from here.
      sent_hash text,
      error text,
      at integer not null,
      primary key (draft_id, language)
    ) strict, without rowid;
    create index template_draft_language_by_template on template_draft_language (template_id);

    create table template_sample (
      sample_id text primary key,
      draft_id text not null references template_draft (draft_id) on delete cascade,
      file_name text not null,
      mime text not null,
      size_bytes integer not null,
      bytes blob not null,
      -- Meta's name for the uploaded bytes, which lives about a day.
      handle text,
      handle_at integer
    ) strict;
    create index template_sample_by_draft on template_sample (draft_id);

    -- What events tell and lists don't; kept apart because a reading replaces the templates themselves.
    create table template_note (
      template_id text primary key,
      refused_reason text,
      refused_detail text,
      refused_advice text,
      refused_at integer,
      pause_kind text,
      paused_at integer,
      paused_until integer,
      category_kind text check (category_kind in ('announced', 'done')),
      category_from text,
      category_to text,
      category_at integer
    ) strict, without rowid;

    -- Changes of an approved template, to tell when the next one is allowed.
    create table template_edit (template_id text not null, at integer not null, primary key (template_id, at)) strict, without rowid;

    -- Meta's daily sums, as last read.
    create table template_insight (
      template_id text not null,
      day text not null,
      sent integer not null,
      delivered integer not null,
      read integer not null,
      clicked text not null,
      spent_micros integer not null,
      read_at integer not null,
      primary key (template_id, day)
    ) strict, without rowid;
  `,
}
