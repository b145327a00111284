import type { Migration } from './migration.ts'

/** What answers by itself, what it said and planned, how it stands with each customer, and wishes that a person has to read. */
export const migration0190: Migration = {
  number: 190,
  title: 'automations',
  up: `
    create table automation (
      automation_id text primary key,
      name text not null,
      kind text not null,
      is_on integer not null default 0,
      -- What it does, as JSON.
      work text not null,
      -- Asked in this order.
      place integer not null,
      saved_at integer not null,
      saved_by text not null
    ) strict, without rowid;

    -- Messages that no automation has looked at yet. A row goes in the transaction that answers it.
    create table automation_unread (
      wamid text primary key,
      customer_seq integer not null references customer (seq) on delete cascade,
      at integer not null
    ) strict, without rowid;
    create index automation_unread_by_customer on automation_unread (customer_seq);

    create table automation_chat (
      customer_seq integer primary key references customer (seq) on delete cascade,
      silent_until integer,
      silent_reason text,
      silent_since integer,
      handed_back_at integer,
      misses integer not null default 0,
      away_at integer,
      -- The flow, menu or survey whose question waits for an answer, and what was answered so far, as JSON.
      waiting text
    ) strict;

    -- What became of a message or of a planned step.
    create table automation_use (
      seq integer primary key,
      use_id text not null unique,
      automation_id text,
      decided_by text,
      part_id text,
      customer_seq integer not null references customer (seq) on delete cascade,
      at integer not null,
      -- The customer's message: decided once however often anything is tried again.
      wamid text unique,
      said text not null,
      message_id text,
      outcome text not null check (outcome in ('answered', 'handed-over', 'missed', 'not-said')),
      why text,
      handed_over text,
      wrong_at integer,
      wrong_by text
    ) strict;
    create index automation_use_by_automation on automation_use (automation_id, at);
    create index automation_use_by_customer on automation_use (customer_seq, at);
    create index automation_use_by_time on automation_use (at);
    create index automation_use_by_message on automation_use (message_id) where message_id is not null;

    -- Every automatic message, by what it says: nobody gets the same twice within ten minutes.
    create table automation_said (
      message_id text primary key,
      automation_id text,
      customer_seq integer not null references customer (seq) on delete cascade,
      hash text not null,
      at integer not null
    ) strict, without rowid;
    create index automation_said_by_customer on automation_said (customer_seq, at);
    create index automation_said_by_time on automation_said (at, automation_id);

    -- Reminders, steps of drips and surveys.
    create table automation_plan (
      seq integer primary key,
      planned_id text not null unique,
      automation_id text not null,
      part_id text not null,
      customer_seq integer not null references customer (seq) on delete cascade,
      -- What it is about: an order, the year of a day, the time of closing. The same step of the same thing is planned once.
      about text not null,
      order_id text,
      due_at integer not null,
      state text not null check (state in ('waiting', 'sent', 'skipped', 'cancelled')),
      reason text,
      over_at integer,
      made_at integer not null,
      -- Facts of the order as JSON, for what is said.
      facts text not null default '{}',
      unique (automation_id, customer_seq, part_id, about)
    ) strict;
    create index automation_plan_due on automation_plan (due_at) where state = 'waiting';
    create index automation_plan_of_customer on automation_plan (customer_seq, automation_id, state);
    create index automation_plan_of_order on automation_plan (order_id) where order_id is not null;
    create index automation_plan_over on automation_plan (over_at) where over_at is not null;

    -- Messages that may ask to end or begin offers.
    create table automation_doubt (
      seq integer primary key,
      doubt_id text not null unique,
      customer_seq integer not null references customer (seq) on delete cascade,
      wamid text not null unique,
      text text not null,
      at integer not null,
      may_mean text not null check (may_mean in ('stop', 'start')),
      words text not null,
      decision text check (decision in ('stop', 'start', 'neither')),
      settled_at integer,
      settled_by text
    ) strict;
    create index automation_doubt_open on automation_doubt (at) where decision is null;
    create index automation_doubt_by_customer on automation_doubt (customer_seq);

    create table automation_survey (
      seq integer primary key,
      survey_id text not null unique,
      automation_id text not null,
      -- Empty once the person was erased: the shop's figures stay right without saying whose they were.
      customer_seq integer references customer (seq) on delete set null,
      asked_at integer not null,
      score integer,
      answered_at integer,
      comment text not null default ''
    ) strict;
    create index automation_survey_by_time on automation_survey (asked_at, automation_id);
    create index automation_survey_by_customer on automation_survey (customer_seq, asked_at);
  `,
}
