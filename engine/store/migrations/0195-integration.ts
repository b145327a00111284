import type { Migration } from './migration.ts'

/** Puts an event in line for every address that is told of it, in the transaction in which it happens. */
const tell = (event: string, what: { readonly ref: string; readonly customer: string; readonly at: string }) => `
  insert into hook_delivery (event_id, hook_seq, event, ref, customer_seq, at, state, next_at)
  select 'evt_' || lower(hex(randomblob(16))), h.seq, '${event}', ${what.ref}, ${what.customer}, ${what.at}, 'waiting', 0
  from event_hook h where h.state = 'on' and instr(h.events, ',${event},') > 0;`

/** Connected tools: notices that they ask for, dropped files, keys of programs on this computer, addresses that hear of events. */
export const migration0195: Migration = {
  number: 195,
  title: 'connected tools',
  up: `
    create table tool_notice (
      seq integer primary key,
      notice_id text not null unique,
      tool text not null,
      -- A keyed hash of tool and reference: the same one never leaves twice, also after the person was erased.
      reference_key text not null unique,
      -- As the tool wrote it; empty once the person was erased.
      reference text not null,
      kind text not null check (kind in ('order', 'reminder', 'custom')),
      customer_seq integer references customer (seq) on delete set null,
      template text not null,
      language text not null,
      not_before integer,
      latest integer,
      send_id text not null unique,
      -- The dropped file that asked for it.
      file_seq integer,
      created_at integer not null
    ) strict;
    create index tool_notice_by_customer on tool_notice (customer_seq) where customer_seq is not null;

    -- What columns of dropped files mean, as JSON of the contract.
    create table drop_rule (rule_id text primary key, pattern text not null unique, rule text not null) strict, without rowid;
    create table dropped_file (
      seq integer primary key,
      file_name text not null,
      -- Of its bytes, so that a run that was cut short is told from a file that came twice.
      sha256 text not null,
      state text not null check (state in ('working', 'done', 'failed')),
      reason text,
      rows integer not null default 0,
      sent integer not null default 0,
      known integer not null default 0,
      refused integer not null default 0,
      at integer not null
    ) strict;
    create index dropped_file_working on dropped_file (file_name) where state = 'working';

    create table tool_token (
      token_id text primary key,
      name text not null,
      -- SHA-256 of 256 random bits; the token itself is nowhere.
      hash text not null unique,
      scopes text not null,
      created_at integer not null,
      last_used_at integer
    ) strict, without rowid;

    create table event_hook (
      seq integer primary key,
      hook_id text not null unique,
      name text not null,
      url text not null,
      -- Between commas, with one at both ends.
      events text not null,
      with_text integer not null,
      state text not null check (state in ('on', 'off', 'stopped')),
      failing_since integer,
      last_arrived_at integer,
      trouble text,
      http_status integer,
      created_at integer not null
    ) strict;
    -- What is told is read anew at each try; here stands only of what.
    create table hook_delivery (
      seq integer primary key,
      event_id text not null unique,
      hook_seq integer not null references event_hook (seq) on delete cascade,
      event text not null,
      ref text not null,
      customer_seq integer references customer (seq) on delete cascade,
      at integer not null,
      state text not null check (state in ('waiting', 'arrived', 'dead')),
      tries integer not null default 0,
      first_tried_at integer,
      next_at integer not null,
      ended_at integer,
      trouble text,
      http_status integer
    ) strict;
    create index hook_delivery_waiting on hook_delivery (hook_seq, seq, next_at, customer_seq) where state = 'waiting';
    create index hook_delivery_in_order on hook_delivery (hook_seq, customer_seq, seq) where state = 'waiting';
    create index hook_delivery_ended on hook_delivery (ended_at) where ended_at is not null;
    create index hook_delivery_by_customer on hook_delivery (customer_seq) where customer_seq is not null;

    create trigger told_message after insert on message
      when new.direction = 'in' and new.origin is null and new.content ->> '$.kind' not in ('reaction', 'system')
    begin ${tell('message-received', { ref: 'new.message_id', customer: 'new.customer_seq', at: 'new.at' })} end;
    create trigger told_order after insert on customer_order when new.source <> 'import'
    begin ${tell('order-added', { ref: 'new.order_id', customer: 'new.customer_seq', at: 'new.recorded_at' })} end;
    create trigger told_end_of_offers after insert on consent_event
      when new.purpose = 'offers' and new.decision = 'no' and new.import_id is null
    begin ${tell('offers-ended', { ref: 'new.seq', customer: 'new.customer_seq', at: 'new.recorded_at' })} end;
    create trigger told_broadcast after update of state on run
      when new.owner = 'broadcast' and new.state = 'finished' and old.state <> 'finished'
    begin ${tell('broadcast-finished', { ref: 'new.run_id', customer: 'null', at: 'new.finished_at' })} end;
    create trigger told_survey after update of answered_at on automation_survey when new.answered_at is not null and old.answered_at is null
    begin ${tell('survey-answered', { ref: 'new.survey_id', customer: 'new.customer_seq', at: 'new.answered_at' })} end;
    create trigger told_redemption after insert on redemption
    begin ${tell('coupon-used', { ref: 'new.redemption_id', customer: 'new.customer_seq', at: 'new.at' })} end;
  `,
}
