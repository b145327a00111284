import type { Migration } from './migration.ts'

/** Every message that leaves: runs, sends, attempts (SECURITY 2.0). The database itself refuses a second live attempt. */
export const migration0050: Migration = {
  number: 50,
  title: 'ledger',
  up: `
    create table run (
      run_id text primary key,
      -- Which room handed it over, e.g. 'broadcast' or 'reply'; the ledger does not read it.
      owner text not null,
      purpose text not null check (purpose in ('offer', 'notice', 'reply')),
      state text not null check (state in ('ready', 'running', 'paused', 'stopped', 'finished')),
      pause_reason text,
      priority integer not null default 0,
      pace_per_second real not null,
      quiet_from integer,
      quiet_to integer,
      budget_micros integer,
      seal_hash text not null,
      created_at integer not null,
      started_at integer,
      finished_at integer
    ) strict, without rowid;
    create index run_running on run (priority desc, created_at) where state = 'running';

    create table send (
      seq integer primary key,
      send_id text not null unique,
      run_id text not null references run (run_id),
      -- The person within the run: normalised number or user id for broadcasts, the message id for replies.
      rkey text not null,
      customer_seq integer references customer (seq) on delete set null,
      to_phone text,
      to_user_id text,
      body text not null,
      body_sha256 text not null,
      template_name text,
      template_language text,
      category text,
      market text,
      price_micros integer,
      state text not null check (state in ('planned', 'skipped', 'sending', 'in_doubt', 'accepted', 'sent', 'delivered', 'read', 'failed', 'rejected', 'unconfirmed')),
      reason text,
      meta_code integer,
      wamid text unique,
      -- Meta's pricing object as last reported, and whether it charges.
      priced_category text,
      priced_type text,
      attempts integer not null default 0,
      not_before integer,
      accepted_at integer,
      delivered_at integer,
      changed_at integer not null,
      unique (run_id, rkey)
    ) strict;
    create index send_planned on send (run_id, coalesce(not_before, 0), seq) where state = 'planned';
    -- With the price, so that money is added up without reading the messages themselves.
    create index send_by_state on send (run_id, state, seq, price_micros);
    create index send_unsettled on send (state) where state in ('sending', 'in_doubt', 'unconfirmed');
    create index send_by_customer on send (customer_seq, accepted_at);
    -- With run and person, so that answers to a broadcast are counted without reading the messages themselves.
    create index send_held_back on send (customer_seq, changed_at) where meta_code = 131049;
    create index send_accepted_at on send (accepted_at, run_id, customer_seq) where accepted_at is not null;

    create table attempt (
      attempt_id text primary key,
      send_seq integer not null references send (seq) on delete cascade,
      n integer not null,
      -- Unique because attempt_id is a part of it.
      opaque text not null,
      body_sha256 text not null,
      engine_epoch integer not null,
      state text not null check (state in ('sending', 'accepted', 'rejected', 'released', 'in_doubt', 'unconfirmed', 'superseded')),
      committed_at integer not null,
      ended_at integer,
      -- Connected time of the vault (ms, see vault_fact 'ledger-connected-ms') when the attempt fell in doubt.
      doubt_mark_ms integer,
      http_status integer,
      meta_code integer,
      -- Meta's id; that no two sends share one is guarded by send.wamid (one index on a random text costs a page a message).
      wamid text
    ) strict, without rowid;
    create unique index one_live on attempt (send_seq) where state in ('sending', 'in_doubt', 'unconfirmed', 'accepted');
    create index attempt_by_epoch on attempt (state, engine_epoch) where state = 'sending';

    -- Status events are facts: never changed, kept even when no send is known for them yet.
    create table status_event (
      wamid text not null,
      status text not null,
      at integer not null,
      meta_code integer,
      opaque text,
      pricing text,
      received_at integer not null,
      primary key (wamid, status)
    ) strict, without rowid;
  `,
}
