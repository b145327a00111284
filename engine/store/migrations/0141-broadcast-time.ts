import type { Migration } from './migration.ts'

/** When broadcasts begin, and series: broadcasts that come round. */
export const migration0141: Migration = {
  number: 141,
  title: 'plans and series',
  up: `
    -- When it begins by itself, or should have begun, and until when anything of it may go out.
    alter table broadcast add column planned_at integer;
    alter table broadcast add column latest_at integer;
    -- 'planned' waits for its time, 'missed' let it pass and asks; empty when a person starts it, and once it began.
    alter table broadcast add column plan_state text check (plan_state in ('planned', 'missed'));
    alter table broadcast add column series_id text;
    create index broadcast_plan on broadcast (plan_state, planned_at) where plan_state is not null;
    create index broadcast_by_series on broadcast (series_id) where series_id is not null;

    create table series (
      series_id text primary key,
      content text not null,
      rule text not null,
      starts_at integer not null,
      ends_at integer,
      most_times integer,
      skip_if_ordered integer not null,
      skip_if_replied integer not null,
      budget_each_micros integer not null,
      if_missed text not null check (if_missed in ('ask', 'skip')),
      state text not null check (state in ('draft', 'on', 'paused', 'over')),
      pause_reason text,
      -- The time that is looked at next; empty while nothing comes.
      next_at integer,
      created_at integer not null,
      -- Names of persons as the caller gave them.
      saved_by text not null,
      approved_at integer,
      approved_by text,
      -- What was approved: the same words in another category cost another price.
      approved_category text
    ) strict, without rowid;
    create index series_due on series (next_at) where state = 'on';

    -- One row for each time that came: the key itself is why no time ever comes twice.
    create table series_time (
      series_id text not null references series (series_id) on delete cascade,
      at integer not null,
      -- 'open' is being made; 'asks' waits for a person; 'passed' was let pass, 'nobody' had nobody to ask.
      state text not null check (state in ('open', 'sent', 'asks', 'passed', 'nobody')),
      broadcast_id text unique references broadcast (broadcast_id) on delete set null,
      primary key (series_id, at)
    ) strict, without rowid;
    create index series_time_open on series_time (series_id) where state = 'open';
  `,
}
