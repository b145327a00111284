CREATE TABLE account_notice (
  seq integer primary key,
  field text not null,
  event text not null,
  -- JSON, without anything about a person.
  params text not null,
  at integer not null,
  until integer,
  unique (field, event, at, params)
) strict;

CREATE TABLE attempt (
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

CREATE INDEX attempt_by_epoch on attempt (state, engine_epoch) where state = 'sending';

CREATE INDEX attempt_over on attempt (send_seq) where state in ('rejected', 'released', 'superseded');

CREATE UNIQUE INDEX one_live on attempt (send_seq) where state in ('sending', 'in_doubt', 'unconfirmed', 'accepted');

CREATE TABLE audit_entry (
  -- Counts up by one whatever the clock does.
  entry_index integer primary key,
  at integer not null,
  act text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  code text,
  person text not null,
  role text not null,
  -- A keyed code of the customer it was about; means nothing once the salt below is gone.
  subject text,
  -- JSON of numbers and codes; never free text.
  facts text not null,
  chain text not null
) strict;

CREATE INDEX audit_entry_by_act on audit_entry (act, entry_index);

CREATE INDEX audit_entry_by_person on audit_entry (person, entry_index);

CREATE INDEX audit_entry_by_person_and_act on audit_entry (person, act, entry_index);

CREATE INDEX audit_entry_by_subject on audit_entry (subject, entry_index) where subject is not null;

CREATE INDEX audit_entry_by_time on audit_entry (at, entry_index, person, act);

CREATE TRIGGER audit_entry_fixed before update on audit_entry begin select raise(abort, 'the log of acts is append-only'); end;

CREATE TRIGGER audit_entry_stays before delete on audit_entry begin select raise(abort, 'the log of acts is append-only'); end;

CREATE TABLE audit_subject (
  customer_seq integer primary key references customer (seq) on delete cascade,
  salt text not null
) strict;

CREATE TABLE automation (
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
, removed_at integer) strict, without rowid;

CREATE TABLE automation_chat (
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

CREATE TABLE automation_doubt (
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

CREATE INDEX automation_doubt_by_customer on automation_doubt (customer_seq);

CREATE INDEX automation_doubt_open on automation_doubt (at) where decision is null;

CREATE TABLE automation_plan (
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

CREATE INDEX automation_plan_due on automation_plan (due_at) where state = 'waiting';

CREATE INDEX automation_plan_of_customer on automation_plan (customer_seq, automation_id, state);

CREATE INDEX automation_plan_of_order on automation_plan (order_id) where order_id is not null;

CREATE INDEX automation_plan_over on automation_plan (over_at) where over_at is not null;

CREATE TABLE automation_said (
  message_id text primary key,
  automation_id text,
  customer_seq integer not null references customer (seq) on delete cascade,
  hash text not null,
  at integer not null
) strict, without rowid;

CREATE INDEX automation_said_by_customer on automation_said (customer_seq, at);

CREATE INDEX automation_said_by_time on automation_said (at, automation_id);

CREATE TABLE automation_survey (
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

CREATE INDEX automation_survey_by_customer on automation_survey (customer_seq, asked_at);

CREATE INDEX automation_survey_by_time on automation_survey (asked_at, automation_id);

CREATE TRIGGER told_survey after update of answered_at on automation_survey when new.answered_at is not null and old.answered_at is null
begin 
  insert into hook_delivery (event_id, hook_seq, event, ref, customer_seq, at, state, next_at)
  select 'evt_' || lower(hex(randomblob(16))), h.seq, 'survey-answered', new.survey_id, new.customer_seq, new.answered_at, 'waiting', 0
  from event_hook h where h.state = 'on' and instr(h.events, ',survey-answered,') > 0; end;

CREATE TABLE automation_unread (
  wamid text primary key,
  customer_seq integer not null references customer (seq) on delete cascade,
  at integer not null
) strict, without rowid;

CREATE INDEX automation_unread_by_customer on automation_unread (customer_seq);

CREATE TABLE automation_use (
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

CREATE INDEX automation_use_by_automation on automation_use (automation_id, at);

CREATE INDEX automation_use_by_customer on automation_use (customer_seq, at);

CREATE INDEX automation_use_by_message on automation_use (message_id) where message_id is not null;

CREATE INDEX automation_use_by_time on automation_use (at);

CREATE TABLE broadcast (
  broadcast_id text primary key,
  name text not null,
  content text not null,
  approved integer not null default 0,
  seal_hash text,
  -- The template as it was when approved, as JSON: chats show the message of the day.
  template text,
  estimate_micros integer,
  currency text,
  created_at integer not null,
  saved_at integer not null,
  approved_at integer
, saved_by text, asked_at integer, asked_by text, approved_by text, planned_at integer, latest_at integer, plan_state text check (plan_state in ('planned', 'missed')), series_id text) strict, without rowid;

CREATE INDEX broadcast_by_series on broadcast (series_id) where series_id is not null;

CREATE INDEX broadcast_plan on broadcast (plan_state, planned_at) where plan_state is not null;

CREATE TABLE broadcast_answer (
  broadcast_id text not null references broadcast (broadcast_id) on delete cascade,
  customer_seq integer not null references customer (seq) on delete cascade,
  kind text not null check (kind in ('products', 'stop')),
  at integer not null,
  primary key (broadcast_id, customer_seq, kind)
) strict, without rowid;

CREATE INDEX broadcast_answer_by_customer on broadcast_answer (customer_seq);

CREATE TABLE broadcast_figure (
  broadcast_id text primary key references broadcast (broadcast_id) on delete cascade,
  counted_at integer not null,
  figures text not null
) strict, without rowid;

CREATE TABLE broadcast_left_out (
  seq integer primary key,
  broadcast_id text not null references broadcast (broadcast_id) on delete cascade,
  customer_seq integer references customer (seq) on delete set null,
  reason text not null
) strict;

CREATE INDEX broadcast_left_out_by_customer on broadcast_left_out (customer_seq);

CREATE INDEX broadcast_left_out_by_reason on broadcast_left_out (broadcast_id, reason, seq);

CREATE TRIGGER broadcast_left_out_count_fewer after delete on broadcast_left_out begin 
  update broadcast_left_out_count set rows = rows - 1 where broadcast_id = old.broadcast_id and reason = coalesce(old.reason, '');
  delete from broadcast_left_out_count where rows = 0 and broadcast_id = old.broadcast_id and reason = coalesce(old.reason, '');
end;

CREATE TRIGGER broadcast_left_out_count_more after insert on broadcast_left_out begin 
  insert into broadcast_left_out_count (broadcast_id, reason) select new.broadcast_id, coalesce(new.reason, '')
    where not exists (select 1 from broadcast_left_out_count where broadcast_id = new.broadcast_id and reason = coalesce(new.reason, ''));
  update broadcast_left_out_count set rows = rows + 1 where broadcast_id = new.broadcast_id and reason = coalesce(new.reason, ''); 
end;

CREATE TRIGGER broadcast_left_out_count_moved after update of broadcast_id, reason on broadcast_left_out
  when old.broadcast_id <> new.broadcast_id or coalesce(old.reason, '') <> coalesce(new.reason, '')
begin 
  update broadcast_left_out_count set rows = rows - 1 where broadcast_id = old.broadcast_id and reason = coalesce(old.reason, '');
  delete from broadcast_left_out_count where rows = 0 and broadcast_id = old.broadcast_id and reason = coalesce(old.reason, ''); 
  insert into broadcast_left_out_count (broadcast_id, reason) select new.broadcast_id, coalesce(new.reason, '')
    where not exists (select 1 from broadcast_left_out_count where broadcast_id = new.broadcast_id and reason = coalesce(new.reason, ''));
  update broadcast_left_out_count set rows = rows + 1 where broadcast_id = new.broadcast_id and reason = coalesce(new.reason, '');
end;

CREATE TABLE broadcast_left_out_count (
  broadcast_id text not null,
  reason text not null,
  rows integer not null default 0,
  primary key (broadcast_id, reason)
) strict, without rowid;

CREATE TABLE broadcast_template (
  broadcast_id text not null references broadcast (broadcast_id) on delete cascade,
  language text not null,
  template text not null,
  primary key (broadcast_id, language)
) strict, without rowid;

CREATE TABLE connection (
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
, marketing_endpoint integer not null default 0, receiving_level text not null default 'account' check (receiving_level in ('account', 'number'))) strict, without rowid;

CREATE TABLE connection_check (
  name text primary key,
  connection_id text not null references connection (connection_id) on delete cascade,
  state text not null check (state in ('ok', 'warning', 'failed', 'skipped')),
  code text,
  params text not null,
  checked_at integer not null
) strict, without rowid;

CREATE TABLE connection_fact (
  name text primary key check (name in ('number', 'account', 'key')),
  connection_id text not null references connection (connection_id) on delete cascade,
  value text not null,
  read_at integer not null
) strict, without rowid;

CREATE TABLE connection_setup (
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

CREATE TABLE consent_ask (
  seq integer primary key,
  customer_seq integer not null references customer (seq) on delete cascade,
  at integer not null,
  by_whom text not null,
  how text not null check (how in ('message', 'template')),
  -- What was asked, kept with the answer as its wording.
  wording text not null,
  send_id text,
  message_id text
) strict;

CREATE INDEX consent_ask_by_customer on consent_ask (customer_seq, at);

CREATE INDEX consent_ask_by_send on consent_ask (send_id) where send_id is not null;

CREATE TABLE consent_event (
  seq integer primary key,
  customer_seq integer not null references customer (seq) on delete cascade,
  at integer not null,
  recorded_at integer not null,
  purpose text not null check (purpose in ('offers', 'service')),
  decision text not null check (decision in ('yes', 'no')),
  source text not null,
  detail text not null,
  wording text not null,
  recorded_by text not null,
  import_id text
, message_id text, evidence_id text, place_id text) strict;

CREATE INDEX consent_event_by_customer on consent_event (customer_seq, at);

CREATE INDEX consent_event_by_place on consent_event (place_id, at) where place_id is not null;

CREATE INDEX consent_event_by_source on consent_event (source, customer_seq) where purpose = 'offers' and decision = 'yes';

CREATE INDEX consent_event_ended on consent_event (at, customer_seq) where purpose = 'offers' and decision = 'no' and import_id is null;

CREATE INDEX consent_event_evidence on consent_event (evidence_id) where evidence_id is not null;

CREATE TRIGGER consent_event_fixed before update of seq, at, recorded_at, purpose, decision, source, detail, wording, recorded_by, import_id,
  message_id, evidence_id, place_id on consent_event
begin select raise(abort, 'consent history is append-only'); end;

CREATE TRIGGER told_end_of_offers after insert on consent_event
  when new.purpose = 'offers' and new.decision = 'no' and new.import_id is null
begin 
  insert into hook_delivery (event_id, hook_seq, event, ref, customer_seq, at, state, next_at)
  select 'evt_' || lower(hex(randomblob(16))), h.seq, 'offers-ended', new.seq, new.customer_seq, new.recorded_at, 'waiting', 0
  from event_hook h where h.state = 'on' and instr(h.events, ',offers-ended,') > 0; end;

CREATE TABLE consent_place (
  seq integer primary key,
  place_id text not null unique,
  name text not null,
  keyword text not null,
  -- As keywords are compared.
  keyword_key text not null,
  language text not null,
  text text not null,
  wording text not null,
  thanks text not null,
  saved_at integer not null,
  -- Off the list; consents that came by it keep its name.
  removed_at integer
) strict;

CREATE UNIQUE INDEX consent_place_keyword on consent_place (keyword_key) where removed_at is null;

CREATE TABLE conversation (
  customer_seq integer primary key references customer (seq) on delete cascade,
  unread integer not null default 0,
  last_text text not null default '',
  last_at integer not null,
  last_direction text not null check (last_direction in ('in', 'out')),
  -- The customer's latest message that opens the reply window (not a reaction, not a notice), by Meta's stamp.
  last_inbound_at integer,
  last_inbound_wamid text,
  closed integer not null default 0,
  draft text not null default ''
, assigned_to integer references staff (seq) on delete set null, snoozed_until integer, waiting_since integer, closing_told integer) strict;

CREATE INDEX conversation_closed on conversation (last_at desc, customer_seq desc) where closed = 1;

CREATE TRIGGER conversation_count_added after insert on conversation begin 
  insert into conversation_count (staff_seq, open, unread, waiting, snoozed, closed)
  values (coalesce(new.assigned_to, 0), (new.closed = 0 and new.snoozed_until is null), ((new.closed = 0 and new.snoozed_until is null) and new.unread > 0),
((new.closed = 0 and new.snoozed_until is null) and new.waiting_since is not null), (new.closed = 0 and new.snoozed_until is not null), (new.closed <> 0))
  on conflict (staff_seq) do update set open = open + excluded.open, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
snoozed = snoozed + excluded.snoozed, closed = closed + excluded.closed; end;

CREATE TRIGGER conversation_count_changed after update of unread, closed, snoozed_until, waiting_since, assigned_to on conversation
when (old.unread > 0) <> (new.unread > 0) or old.closed <> new.closed or (old.snoozed_until is null) <> (new.snoozed_until is null)
  or (old.waiting_since is null) <> (new.waiting_since is null) or old.assigned_to is not new.assigned_to
begin 
  insert into conversation_count (staff_seq, open, unread, waiting, snoozed, closed)
  values (coalesce(old.assigned_to, 0), -(old.closed = 0 and old.snoozed_until is null), -((old.closed = 0 and old.snoozed_until is null) and old.unread > 0),
-((old.closed = 0 and old.snoozed_until is null) and old.waiting_since is not null), -(old.closed = 0 and old.snoozed_until is not null), -(old.closed <> 0))
  on conflict (staff_seq) do update set open = open + excluded.open, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
snoozed = snoozed + excluded.snoozed, closed = closed + excluded.closed; 
  insert into conversation_count (staff_seq, open, unread, waiting, snoozed, closed)
  values (coalesce(new.assigned_to, 0), (new.closed = 0 and new.snoozed_until is null), ((new.closed = 0 and new.snoozed_until is null) and new.unread > 0),
((new.closed = 0 and new.snoozed_until is null) and new.waiting_since is not null), (new.closed = 0 and new.snoozed_until is not null), (new.closed <> 0))
  on conflict (staff_seq) do update set open = open + excluded.open, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
snoozed = snoozed + excluded.snoozed, closed = closed + excluded.closed; end;

CREATE TRIGGER conversation_count_removed after delete on conversation begin 
  insert into conversation_count (staff_seq, open, unread, waiting, snoozed, closed)
  values (coalesce(old.assigned_to, 0), -(old.closed = 0 and old.snoozed_until is null), -((old.closed = 0 and old.snoozed_until is null) and old.unread > 0),
-((old.closed = 0 and old.snoozed_until is null) and old.waiting_since is not null), -(old.closed = 0 and old.snoozed_until is not null), -(old.closed <> 0))
  on conflict (staff_seq) do update set open = open + excluded.open, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
snoozed = snoozed + excluded.snoozed, closed = closed + excluded.closed; end;

CREATE INDEX conversation_mine on conversation (assigned_to, last_at desc, customer_seq desc)
  where closed = 0 and snoozed_until is null and assigned_to is not null;

CREATE INDEX conversation_open on conversation (last_at desc, customer_seq desc) where closed = 0 and snoozed_until is null;

CREATE INDEX conversation_snoozed on conversation (snoozed_until) where snoozed_until is not null;

CREATE INDEX conversation_unread on conversation (last_at desc, customer_seq desc) where closed = 0 and snoozed_until is null and unread > 0;

CREATE INDEX conversation_waiting on conversation (last_at desc, customer_seq desc, assigned_to)
  where closed = 0 and snoozed_until is null and waiting_since is not null;

CREATE INDEX conversation_window on conversation (last_inbound_at) where closed = 0 and snoozed_until is null and last_inbound_at is not null;

CREATE TABLE conversation_count (
  staff_seq integer primary key,
  open integer not null,
  unread integer not null,
  waiting integer not null,
  snoozed integer not null,
  closed integer not null
) strict;

CREATE TABLE coupon (
  seq integer primary key,
  coupon_id text not null unique,
  name text not null,
  codes text not null check (codes in ('shared', 'unique')),
  prefix text not null default '',
  -- What it gives, as JSON; null where only the code is known.
  value text,
  starts_at integer,
  ends_at integer,
  uses_per_code integer,
  least_micros integer,
  -- Empty is the shop's own.
  currency text not null default '',
  origin text not null check (origin in ('generated', 'imported', 'broadcast')),
  -- The broadcast that made it.
  broadcast_id text references broadcast (broadcast_id),
  stopped integer not null default 0,
  created_at integer not null
) strict;

CREATE UNIQUE INDEX coupon_of_broadcast on coupon (broadcast_id) where broadcast_id is not null;

CREATE TABLE coupon_broadcast (
  broadcast_id text primary key references broadcast (broadcast_id),
  coupon_seq integer not null references coupon (seq),
  -- The end that its messages promise.
  ends_at integer
) strict, without rowid;

CREATE INDEX coupon_broadcast_by_coupon on coupon_broadcast (coupon_seq);

CREATE TABLE "coupon_code" (
  seq integer primary key,
  coupon_seq integer not null references coupon (seq),
  code text not null,
  broadcast_id text references broadcast (broadcast_id),
  -- Kept when the code is released, so that the same send can take it again while nobody else has it.
  send_id text,
  customer_seq integer references customer (seq) on delete set null,
  state text not null check (state in ('free', 'reserved', 'issued')),
  -- The end that was promised when the code was reserved for somebody.
  expires_at integer,
  -- Derived in the transaction that writes a redemption or its undo.
  uses integer not null default 0,
  used_micros integer not null default 0,
  last_used_at integer,
  created_at integer not null
, handout_seq integer references coupon_handout (seq)) strict;

CREATE INDEX coupon_code_by_broadcast on coupon_code (broadcast_id) where broadcast_id is not null;

CREATE INDEX coupon_code_by_customer on coupon_code (customer_seq) where customer_seq is not null;

CREATE INDEX coupon_code_by_handout on coupon_code (handout_seq, seq, uses) where handout_seq is not null;

CREATE UNIQUE INDEX coupon_code_by_send on coupon_code (send_id) where send_id is not null;

CREATE UNIQUE INDEX coupon_code_code on coupon_code (code);

CREATE TRIGGER coupon_code_count_fewer after delete on coupon_code begin 
  update coupon_code_count set rows = rows - 1 where coupon_seq = old.coupon_seq and state = old.state and used = (old.uses > 0) and expires_at = coalesce(old.expires_at, -1);
  delete from coupon_code_count where rows = 0 and coupon_seq = old.coupon_seq and state = old.state and used = (old.uses > 0) and expires_at = coalesce(old.expires_at, -1);
end;

CREATE TRIGGER coupon_code_count_more after insert on coupon_code begin 
  insert into coupon_code_count (coupon_seq, state, used, expires_at) select new.coupon_seq, new.state, (new.uses > 0), coalesce(new.expires_at, -1)
    where not exists (select 1 from coupon_code_count where coupon_seq = new.coupon_seq and state = new.state and used = (new.uses > 0) and expires_at = coalesce(new.expires_at, -1));
  update coupon_code_count set rows = rows + 1 where coupon_seq = new.coupon_seq and state = new.state and used = (new.uses > 0) and expires_at = coalesce(new.expires_at, -1); 
end;

CREATE TRIGGER coupon_code_count_moved after update of coupon_seq, state, uses, expires_at on coupon_code
  when old.coupon_seq <> new.coupon_seq or old.state <> new.state or (old.uses > 0) <> (new.uses > 0) or coalesce(old.expires_at, -1) <> coalesce(new.expires_at, -1)
begin 
  update coupon_code_count set rows = rows - 1 where coupon_seq = old.coupon_seq and state = old.state and used = (old.uses > 0) and expires_at = coalesce(old.expires_at, -1);
  delete from coupon_code_count where rows = 0 and coupon_seq = old.coupon_seq and state = old.state and used = (old.uses > 0) and expires_at = coalesce(old.expires_at, -1); 
  insert into coupon_code_count (coupon_seq, state, used, expires_at) select new.coupon_seq, new.state, (new.uses > 0), coalesce(new.expires_at, -1)
    where not exists (select 1 from coupon_code_count where coupon_seq = new.coupon_seq and state = new.state and used = (new.uses > 0) and expires_at = coalesce(new.expires_at, -1));
  update coupon_code_count set rows = rows + 1 where coupon_seq = new.coupon_seq and state = new.state and used = (new.uses > 0) and expires_at = coalesce(new.expires_at, -1);
end;

CREATE INDEX coupon_code_in_order on coupon_code (coupon_seq, seq);

CREATE INDEX coupon_code_unused on coupon_code (coupon_seq, state, seq) where uses = 0;

CREATE INDEX coupon_code_used on coupon_code (coupon_seq, seq) where uses > 0;

CREATE TABLE coupon_code_count (
  coupon_seq integer not null,
  state text not null,
  used integer not null,
  expires_at integer not null,
  rows integer not null default 0,
  primary key (coupon_seq, state, used, expires_at)
) strict, without rowid;

CREATE TABLE coupon_given (
  coupon_seq integer primary key,
  discount_micros integer not null default 0,
  sales_micros integer not null default 0,
  rows integer not null default 0
) strict;

CREATE TABLE coupon_handout (
  seq integer primary key,
  handout_id text not null unique,
  request_id text not null unique,
  coupon_seq integer not null references coupon (seq),
  customer_seq integer references customer (seq) on delete set null,
  note text not null,
  at integer not null,
  by_whom text not null
) strict;

CREATE INDEX coupon_handout_by_coupon on coupon_handout (coupon_seq, seq);

CREATE INDEX coupon_handout_by_customer on coupon_handout (customer_seq) where customer_seq is not null;

CREATE TABLE customer (
  seq integer primary key,
  customer_id text not null unique,
  phone text unique,
  -- One key for all spellings of a number that WhatsApp itself mixes (Mexico, Brazil, Argentina): nobody is here twice.
  same_person_key text unique,
  -- The number as Meta writes it, where it differs from ours.
  wa_id text,
  user_id text unique,
  username text,
  name text not null default '',
  address_as text not null default '',
  country text,
  language text,
  note text not null default '',
  -- Derived from consent_event in the same transaction, so that lists and claims need no join.
  offers text not null default 'unknown' check (offers in ('yes', 'no', 'stopped', 'unknown')),
  offers_source text,
  offers_at integer,
  blocked integer not null default 0,
  -- Set when Meta said that the number can't get WhatsApp (131026), with the time.
  unusable_at integer,
  last_inbound_at integer,
  last_message_at integer,
  last_offer_at integer,
  import_id text,
  created_at integer not null,
  changed_at integer not null
, parent_user_id text, restricted_at integer, restricted_why text not null default '', held_why text, held_at integer, import_row integer) strict;

CREATE INDEX customer_blocked on customer (name, seq) where blocked = 1;

CREATE TRIGGER customer_count_fewer after delete on customer begin 
  update customer_count set rows = rows - 1 where import_id = coalesce(old.import_id, '') and offers = old.offers;
  delete from customer_count where rows = 0 and import_id = coalesce(old.import_id, '') and offers = old.offers;
end;

CREATE TRIGGER customer_count_more after insert on customer begin 
  insert into customer_count (import_id, offers) select coalesce(new.import_id, ''), new.offers
    where not exists (select 1 from customer_count where import_id = coalesce(new.import_id, '') and offers = new.offers);
  update customer_count set rows = rows + 1 where import_id = coalesce(new.import_id, '') and offers = new.offers; 
end;

CREATE TRIGGER customer_count_moved after update of import_id, offers on customer
  when coalesce(old.import_id, '') <> coalesce(new.import_id, '') or old.offers <> new.offers
begin 
  update customer_count set rows = rows - 1 where import_id = coalesce(old.import_id, '') and offers = old.offers;
  delete from customer_count where rows = 0 and import_id = coalesce(old.import_id, '') and offers = old.offers; 
  insert into customer_count (import_id, offers) select coalesce(new.import_id, ''), new.offers
    where not exists (select 1 from customer_count where import_id = coalesce(new.import_id, '') and offers = new.offers);
  update customer_count set rows = rows + 1 where import_id = coalesce(new.import_id, '') and offers = new.offers;
end;

CREATE INDEX customer_held on customer (seq) where held_why is not null;

CREATE INDEX customer_import on customer (import_id) where import_id is not null;

CREATE UNIQUE INDEX customer_parent on customer (parent_user_id) where parent_user_id is not null;

CREATE INDEX customer_recent on customer (coalesce(last_message_at, created_at) desc, seq desc);

CREATE INDEX customer_recent_by_import on customer (import_id, offers, coalesce(last_message_at, created_at) desc, seq desc)
  where import_id is not null;

CREATE INDEX customer_recent_by_offers on customer (offers, coalesce(last_message_at, created_at) desc, seq desc);

CREATE INDEX customer_renamed on customer (wa_id, same_person_key) where wa_id is not null;

CREATE INDEX customer_restricted on customer (seq) where restricted_at is not null;

CREATE TRIGGER customer_tag_follows after update of offers, last_message_at, created_at on customer
  when old.offers <> new.offers or coalesce(old.last_message_at, old.created_at) <> coalesce(new.last_message_at, new.created_at)
begin
  update customer_tag set offers = new.offers, recency = coalesce(new.last_message_at, new.created_at) where customer_seq = new.seq;
end;

CREATE TRIGGER duplicate_due_added after insert on customer when new.import_id is null begin
  insert into duplicate_due select new.seq where not exists (select 1 from duplicate_due where customer_seq = new.seq);
end;

CREATE TRIGGER duplicate_due_changed after update of name, phone, wa_id, username on customer
  when old.name <> new.name or old.phone is not new.phone or old.wa_id is not new.wa_id or old.username is not new.username
begin insert into duplicate_due select new.seq where not exists (select 1 from duplicate_due where customer_seq = new.seq); end;

CREATE TRIGGER duplicate_due_gone after delete on customer begin
  delete from duplicate_due where customer_seq = old.seq;
end;

CREATE TABLE customer_change (
  seq integer primary key,
  customer_seq integer not null references customer (seq) on delete cascade,
  at integer not null,
  by_whom text not null,
  kind text not null check (kind in ('changed', 'merged', 'parted', 'restricted', 'held', 'unsuppressed')),
  facts text not null default '{}',
  changes text not null default '[]'
) strict;

CREATE INDEX customer_change_by_customer on customer_change (customer_seq, at);

CREATE TABLE customer_count (
  import_id text not null,
  offers text not null,
  rows integer not null default 0,
  primary key (import_id, offers)
) strict, without rowid;

CREATE TABLE customer_date (
  customer_seq integer not null references customer (seq) on delete cascade,
  -- Which day it is: birthday, service-due, or a name of the shop's own.
  date text not null,
  month integer not null,
  day integer not null,
  year integer,
  primary key (customer_seq, date)
) strict, without rowid;

CREATE INDEX customer_date_by_day on customer_date (date, month, day, customer_seq);

CREATE TRIGGER duplicate_due_dated after insert on customer_date
  when (select import_id is null or exists (select 1 from customer_words w where w.seq = new.customer_seq) from customer where seq = new.customer_seq) begin
  insert into duplicate_due select new.customer_seq where not exists (select 1 from duplicate_due where customer_seq = new.customer_seq);
end;

CREATE TABLE customer_field (
  seq integer primary key,
  field_id text not null unique,
  label text not null,
  -- The label as labels are compared, so that two never look the same.
  label_key text not null unique,
  kind text not null check (kind in ('text', 'number', 'date', 'choice', 'yes-no')),
  -- JSON list, empty but for the kind 'choice'.
  choices text not null,
  place integer not null,
  -- Stands in the list of customers as a column.
  is_column integer not null default 0,
  -- How many customers have a value.
  used integer not null default 0
) strict;

CREATE TABLE customer_field_value (
  customer_seq integer not null references customer (seq) on delete cascade,
  field_seq integer not null references customer_field (seq) on delete cascade,
  value text not null,
  -- The same as a number, for fields that are one.
  amount real,
  primary key (customer_seq, field_seq)
) strict, without rowid;

CREATE TRIGGER customer_field_used_fewer after delete on customer_field_value begin
  update customer_field set used = used - 1 where seq = old.field_seq;
end;

CREATE TRIGGER customer_field_used_more after insert on customer_field_value begin
  update customer_field set used = used + 1 where seq = new.field_seq;
end;

CREATE INDEX customer_field_value_by_value on customer_field_value (field_seq, value collate nocase, customer_seq);

CREATE TRIGGER duplicate_due_revalued after update of value on customer_field_value begin
  insert into duplicate_due select new.customer_seq where not exists (select 1 from duplicate_due where customer_seq = new.customer_seq);
end;

CREATE TRIGGER duplicate_due_valued after insert on customer_field_value
  when (select import_id is null or exists (select 1 from customer_words w where w.seq = new.customer_seq) from customer where seq = new.customer_seq) begin
  insert into duplicate_due select new.customer_seq where not exists (select 1 from duplicate_due where customer_seq = new.customer_seq);
end;

CREATE TABLE customer_group (
  group_id text primary key,
  name text not null,
  -- The name as names are compared, so that two groups never look the same.
  name_key text not null unique,
  rule text not null,
  -- The rule in the words of whoever saved it.
  sentence text not null,
  changed_at integer not null
) strict, without rowid;

CREATE TABLE customer_merge (
  seq integer primary key,
  merge_id text not null unique,
  -- The record that was kept.
  customer_seq integer not null references customer (seq) on delete cascade,
  at integer not null,
  by_whom text not null,
  -- What the other one was called, for the list of what can be parted.
  name text not null,
  phone text,
  -- Both rows and what else was combined, as JSON, as they were.
  before text not null,
  after text not null,
  -- The last message before the merge: what came since has a higher number.
  last_message integer not null
) strict;

CREATE INDEX customer_merge_by_customer on customer_merge (customer_seq, at);

CREATE TABLE customer_merge_key (
  key text not null,
  merge_seq integer not null references customer_merge (seq) on delete cascade,
  primary key (key, merge_seq)
) strict, without rowid;

CREATE INDEX customer_merge_key_by_merge on customer_merge_key (merge_seq);

CREATE TABLE customer_merge_row (
  merge_seq integer not null references customer_merge (seq) on delete cascade,
  source text not null,
  key text not null,
  row text,
  primary key (merge_seq, source, key)
) strict, without rowid;

CREATE TABLE customer_order (
  seq integer primary key,
  order_id text not null unique,
  -- Empty once the person was erased: the shop's sums stay right without saying whose order it was.
  customer_seq integer references customer (seq) on delete set null,
  at integer not null,
  source text not null check (source in ('cart', 'till', 'import', 'by-hand')),
  -- The shop's own number of it; empty where it has none.
  number text not null default '',
  total_micros integer not null,
  currency text not null,
  -- The broadcast that it is counted for, decided once when it is noted.
  broadcast_id text references broadcast (broadcast_id) on delete set null,
  coupon_code text,
  -- The message that a cart came by, so that it is noted once however often it comes.
  wamid text,
  recorded_at integer not null
) strict;

CREATE INDEX customer_order_by_broadcast on customer_order (broadcast_id, customer_seq, currency, total_micros) where broadcast_id is not null;

CREATE INDEX customer_order_by_customer on customer_order (customer_seq, at, currency, total_micros);

CREATE INDEX customer_order_by_number on customer_order (number collate nocase) where number <> '';

CREATE INDEX customer_order_by_time on customer_order (at, customer_seq, currency, total_micros);

CREATE UNIQUE INDEX customer_order_cart on customer_order (wamid, currency) where wamid is not null;

CREATE TRIGGER customer_order_moved after update of customer_seq on customer_order begin
  update customer_order_line set customer_seq = new.customer_seq where order_seq = new.seq;
end;

CREATE UNIQUE INDEX customer_order_number on customer_order (number) where number <> '';

CREATE TRIGGER order_sum_fewer after delete on customer_order begin 
  update order_sum set rows = rows - 1, total_micros = total_micros - coalesce(old.total_micros, 0) where currency = old.currency;
  delete from order_sum where rows = 0 and currency = old.currency;
end;

CREATE TRIGGER order_sum_more after insert on customer_order begin 
  insert into order_sum (currency) select new.currency
    where not exists (select 1 from order_sum where currency = new.currency);
  update order_sum set rows = rows + 1, total_micros = total_micros + coalesce(new.total_micros, 0) where currency = new.currency; 
end;

CREATE TRIGGER order_sum_moved after update of currency, total_micros on customer_order
  when old.currency <> new.currency or old.total_micros is not new.total_micros
begin 
  update order_sum set rows = rows - 1, total_micros = total_micros - coalesce(old.total_micros, 0) where currency = old.currency;
  delete from order_sum where rows = 0 and currency = old.currency; 
  insert into order_sum (currency) select new.currency
    where not exists (select 1 from order_sum where currency = new.currency);
  update order_sum set rows = rows + 1, total_micros = total_micros + coalesce(new.total_micros, 0) where currency = new.currency;
end;

CREATE TRIGGER told_order after insert on customer_order when new.source <> 'import'
begin 
  insert into hook_delivery (event_id, hook_seq, event, ref, customer_seq, at, state, next_at)
  select 'evt_' || lower(hex(randomblob(16))), h.seq, 'order-added', new.order_id, new.customer_seq, new.recorded_at, 'waiting', 0
  from event_hook h where h.state = 'on' and instr(h.events, ',order-added,') > 0; end;

CREATE TABLE customer_order_line (
  order_seq integer not null references customer_order (seq) on delete cascade,
  line integer not null,
  -- Empty where only a name is known.
  retailer_id text not null,
  name text not null,
  quantity integer not null,
  price_micros integer,
  -- Whose and when, again: who bought a product since a day is found without reading every order.
  customer_seq integer,
  at integer not null,
  primary key (order_seq, line)
) strict, without rowid;

CREATE INDEX customer_order_line_by_product on customer_order_line (retailer_id, at, customer_seq);

CREATE VIRTUAL TABLE customer_search using fts5 (words, content = 'customer_words', content_rowid = 'seq', tokenize = 'unicode61');

CREATE TABLE customer_tag (
  customer_seq integer not null references customer (seq) on delete cascade,
  tag text not null, offers text not null default 'unknown', recency integer not null default 0,
  primary key (customer_seq, tag)
) strict, without rowid;

CREATE INDEX customer_tag_by_tag on customer_tag (tag, customer_seq);

CREATE TRIGGER customer_tag_count_fewer after delete on customer_tag begin 
  update customer_tag_count set rows = rows - 1 where tag = old.tag and offers = old.offers;
  delete from customer_tag_count where rows = 0 and tag = old.tag and offers = old.offers;
end;

CREATE TRIGGER customer_tag_count_more after insert on customer_tag begin 
  insert into customer_tag_count (tag, offers) select new.tag, new.offers
    where not exists (select 1 from customer_tag_count where tag = new.tag and offers = new.offers);
  update customer_tag_count set rows = rows + 1 where tag = new.tag and offers = new.offers; 
  update customer_tag set (offers, recency) = (select c.offers, coalesce(c.last_message_at, c.created_at) from customer c where c.seq = new.customer_seq)
    where customer_seq = new.customer_seq and tag = new.tag;
end;

CREATE TRIGGER customer_tag_count_moved after update of tag, offers on customer_tag
  when old.tag <> new.tag or old.offers <> new.offers
begin 
  update customer_tag_count set rows = rows - 1 where tag = old.tag and offers = old.offers;
  delete from customer_tag_count where rows = 0 and tag = old.tag and offers = old.offers; 
  insert into customer_tag_count (tag, offers) select new.tag, new.offers
    where not exists (select 1 from customer_tag_count where tag = new.tag and offers = new.offers);
  update customer_tag_count set rows = rows + 1 where tag = new.tag and offers = new.offers;
end;

CREATE INDEX customer_tag_recent on customer_tag (tag, offers, recency desc, customer_seq desc);

CREATE TABLE customer_tag_count (
  tag text not null,
  offers text not null,
  rows integer not null default 0,
  primary key (tag, offers)
) strict, without rowid;

CREATE TABLE customer_words (seq integer primary key references customer (seq) on delete cascade, words text not null) strict;

CREATE TRIGGER customer_words_added after insert on customer_words begin
  insert into customer_search (rowid, words) values (new.seq, new.words);
end;

CREATE TRIGGER customer_words_changed after update on customer_words begin
  insert into customer_search (customer_search, rowid, words) values ('delete', old.seq, old.words);
  insert into customer_search (rowid, words) values (new.seq, new.words);
end;

CREATE TRIGGER customer_words_removed after delete on customer_words begin
  insert into customer_search (customer_search, rowid, words) values ('delete', old.seq, old.words);
end;

CREATE TABLE drop_rule (rule_id text primary key, pattern text not null unique, rule text not null) strict, without rowid;

CREATE TABLE dropped_file (
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

CREATE INDEX dropped_file_working on dropped_file (file_name) where state = 'working';

CREATE TABLE duplicate_due (customer_seq integer primary key) strict;

CREATE TABLE duplicate_key (
  key integer not null,
  customer_seq integer not null references customer (seq) on delete cascade,
  primary key (key, customer_seq)
) strict, without rowid;

CREATE INDEX duplicate_key_by_customer on duplicate_key (customer_seq);

CREATE TABLE duplicate_pair (
  one_seq integer not null references customer (seq) on delete cascade,
  other_seq integer not null references customer (seq) on delete cascade,
  why text not null,
  sureness integer not null,
  key integer not null,
  primary key (one_seq, other_seq)
) strict, without rowid;

CREATE INDEX duplicate_pair_by_key on duplicate_pair (key);

CREATE INDEX duplicate_pair_by_other on duplicate_pair (other_seq);

CREATE INDEX duplicate_pair_surest on duplicate_pair (sureness desc, one_seq, other_seq);

CREATE TABLE erase_receipt (
  receipt_id text primary key,
  at integer not null,
  by_whom text not null,
  removed text not null,
  suppression_kept integer not null,
  check_code text not null
, backups_rewritten integer not null default 0, backups_waiting text not null default '[]') strict, without rowid;

CREATE TABLE erasure_tombstone (
  seq integer primary key,
  at integer not null,
  hashes text not null
) strict;

CREATE TABLE erasure_unfinished (
  seq integer primary key,
  at integer not null,
  by_whom text not null,
  removed text not null,
  suppression_kept integer not null,
  rewrites_backups integer not null,
  -- What is still looked for in the gaps of pages, as JSON; gone with the row.
  traces text not null
) strict;

CREATE TABLE event_hook (
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

CREATE TABLE export_record (
  seq integer primary key,
  customer_seq integer not null references customer (seq) on delete cascade,
  at integer not null,
  by_whom text not null,
  sha256 text not null
) strict;

CREATE TABLE exported_file (
  seq integer primary key,
  at integer not null,
  by_whom text not null,
  kind text not null check (kind in ('person', 'customers', 'everyone', 'report', 'audit', 'other')),
  -- Empty once the one person in it was erased: the name may hold theirs.
  file_name text not null,
  people integer not null,
  ask_at integer not null,
  gone_at integer,
  customer_seq integer references customer (seq) on delete set null
) strict;

CREATE INDEX exported_file_by_customer on exported_file (customer_seq) where customer_seq is not null;

CREATE TABLE former_key (
  key text primary key,
  customer_seq integer not null references customer (seq) on delete cascade,
  ended_at integer not null
) strict, without rowid;

CREATE INDEX former_key_by_customer on former_key (customer_seq);

CREATE TABLE history_phase (
  phase integer primary key,
  progress integer not null,
  last_chunk integer not null,
  at integer not null
) strict;

CREATE TABLE hook_delivery (
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

CREATE INDEX hook_delivery_by_customer on hook_delivery (customer_seq) where customer_seq is not null;

CREATE INDEX hook_delivery_ended on hook_delivery (ended_at) where ended_at is not null;

CREATE INDEX hook_delivery_in_order on hook_delivery (hook_seq, customer_seq, seq) where state = 'waiting';

CREATE INDEX hook_delivery_waiting on hook_delivery (hook_seq, seq, next_at, customer_seq) where state = 'waiting';

CREATE TABLE identity_doubt (
  customer_seq integer not null references customer (seq) on delete cascade,
  other_seq integer not null references customer (seq) on delete cascade,
  at integer not null,
  primary key (customer_seq, other_seq)
) strict, without rowid;

CREATE TRIGGER duplicate_due_doubted after insert on identity_doubt begin
  insert into duplicate_due select new.customer_seq where not exists (select 1 from duplicate_due where customer_seq = new.customer_seq);
end;

CREATE INDEX identity_doubt_by_other on identity_doubt (other_seq);

CREATE TABLE import_columns (
  -- Of the headers, which may be anything that a shop calls its columns.
  headers_sha256 text primary key,
  -- JSON: which header holds what.
  columns text not null,
  used_at integer not null
) strict, without rowid;

CREATE TABLE import_message (
  import_id text not null references import_run (import_id) on delete cascade,
  message_seq integer not null references message (seq) on delete cascade,
  primary key (import_id, message_seq)
) strict, without rowid;

CREATE INDEX import_message_by_message on import_message (message_seq);

CREATE TABLE import_row (
  import_id text not null references import_run (import_id) on delete cascade,
  row integer not null,
  verdict text not null,
  reason text not null,
  same_as_row integer,
  phone_as_written text not null,
  phone text,
  -- JSON: what the row says about the person; emptied when the import can no longer be undone.
  facts text not null,
  customer_seq integer references customer (seq) on delete set null,
  -- What an updated customer looked like before, for the undo.
  before text,
  primary key (import_id, row)
) strict, without rowid;

CREATE INDEX import_row_by_customer on import_row (customer_seq) where customer_seq is not null;

CREATE INDEX import_row_of_import on import_row (import_id, customer_seq) where customer_seq is not null;

CREATE TABLE import_run (
  import_id text primary key,
  file_name text not null,
  state text not null check (state in ('dry-run', 'running', 'done', 'undone', 'failed')),
  counts text not null,
  started_at integer not null,
  undo_until integer
, plan text, written_to integer not null default 0, is_taken_back integer not null default 0, by_whom text not null default '') strict, without rowid;

CREATE INDEX import_run_unfinished on import_run (import_id) where plan is not null;

CREATE TABLE media_file (
  seq integer primary key,
  media_file_id text not null unique,
  customer_seq integer not null references customer (seq) on delete cascade,
  -- Null until the message that carries it is written.
  message_seq integer unique references message (seq) on delete cascade,
  -- Fetched from Meta, or put to the chat here.
  origin text not null check (origin in ('meta', 'shop')),
  kind text not null check (kind in ('image', 'video', 'audio', 'voice', 'document', 'sticker')),
  state text not null check (state in ('here', 'elsewhere', 'loading', 'expired', 'refused')),
  reason text,
  mime_type text not null,
  shown_as text not null check (shown_as in ('image', 'video', 'audio', 'save-only')),
  is_risky integer not null,
  name text not null,
  size_bytes integer,
  sha256 text,
  -- The sealed file in the vault's folder and its own key: without this row nobody can read it.
  stored_name text,
  file_key blob,
  -- Somebody asked for it, however large it is.
  is_wanted integer not null default 0,
  tries integer not null default 0,
  next_try_at integer,
  -- Under which id Meta has the bytes of a file that goes out, for which number, and until when.
  meta_id text,
  meta_number text,
  meta_until integer,
  -- Meta's stamp of the message, or when it was put to the chat.
  since integer not null, is_evidence integer not null default 0,
  check ((stored_name is null) = (file_key is null)),
  check (state <> 'here' or stored_name is not null)
) strict;

CREATE INDEX media_file_customer on media_file (customer_seq);

CREATE INDEX media_file_due on media_file (next_try_at) where state = 'loading';

CREATE TRIGGER media_file_gone after delete on media_file
when old.stored_name is not null and not exists (select 1 from media_file f where f.stored_name = old.stored_name)
  and not exists (select 1 from shop_file s where s.stored_name = old.stored_name)
begin insert or ignore into media_leftover (stored_name) values (old.stored_name); end;

CREATE INDEX media_file_stored on media_file (stored_name) where stored_name is not null;

CREATE TABLE media_leftover (stored_name text primary key) strict, without rowid;

CREATE TABLE message (
  seq integer primary key,
  message_id text not null unique,
  customer_seq integer not null references customer (seq) on delete cascade,
  direction text not null check (direction in ('in', 'out')),
  content text not null,
  wamid text unique,
  -- For outbound: the send in the ledger that carries the state. What was not handed over, or was taken back, stands here.
  send_id text unique,
  local_state text check (local_state in ('held', 'taken-back', 'refused')),
  local_reason text,
  held_until integer,
  -- While held: what is to be said, so that it is built and checked anew when it is handed over.
  outgoing text,
  at integer not null,
  received_at integer not null,
  sent_by text,
  broadcast_id text,
  quotes_wamid text,
  about_product text
, origin text check (origin in ('phone', 'before')), told_state text, forwarded text check (forwarded in ('once', 'often')), referral text, target_wamid text, edited_at integer, first_content text, withdrawn_at integer, noted_by text
  check (noted_by is null or (direction = 'out' and wamid is null and send_id is null and outgoing is null and sent_by is null)), turn text generated always as (
  case
    when origin = 'before' then null
    when direction = 'in' then
      case
        when content ->> '$.kind' = 'system' then null
        when content ->> '$.kind' = 'reaction' then iif(content ->> '$.emoji' = '', null, 'reaction')
        when content ->> '$.kind' = 'button' and content ->> '$.payload' glob 'sb.*' then 'tap'
        else 'asks'
      end
    when broadcast_id is null and local_state is null and (origin is not null or sent_by <> 'auto') then 'answer'
  end) virtual) strict;

CREATE INDEX message_about_product on message (about_product, customer_seq, at) where about_product is not null;

CREATE INDEX message_by_broadcast on message (broadcast_id, customer_seq) where broadcast_id is not null;

CREATE INDEX message_by_customer on message (customer_seq, at, seq);

CREATE INDEX message_by_target on message (target_wamid, at, seq) where target_wamid is not null;

CREATE INDEX message_held on message (held_until) where local_state = 'held';

CREATE INDEX message_inbound on message (seq, customer_seq, at) where direction = 'in';

CREATE INDEX message_note on message (customer_seq, at, seq) where noted_by is not null;

CREATE INDEX message_turn on message (at, customer_seq, turn) where turn is not null;

CREATE TRIGGER told_message after insert on message
  when new.direction = 'in' and new.origin is null and new.content ->> '$.kind' not in ('reaction', 'system')
begin 
  insert into hook_delivery (event_id, hook_seq, event, ref, customer_seq, at, state, next_at)
  select 'evt_' || lower(hex(randomblob(16))), h.seq, 'message-received', new.message_id, new.customer_seq, new.at, 'waiting', 0
  from event_hook h where h.state = 'on' and instr(h.events, ',message-received,') > 0; end;

CREATE TABLE message_change (
  original_wamid text not null,
  kind text not null check (kind in ('edit', 'revoke')),
  customer_seq integer not null references customer (seq) on delete cascade,
  change text not null,
  at integer not null,
  primary key (original_wamid, kind)
) strict, without rowid;

CREATE INDEX message_change_by_customer on message_change (customer_seq);

CREATE TABLE message_file (
  seq integer primary key references message (seq) on delete cascade,
  -- Meta keeps the bytes for 7 days under this id.
  media_id text not null,
  mime_type text,
  sha256 text
) strict;

CREATE TRIGGER media_file_withdrawn after delete on message_file
begin delete from media_file where message_seq = old.seq and origin = 'meta'; end;

CREATE VIEW message_media as
  select message_seq, json_object('mediaFileId', media_file_id, 'state', state, 'mimeType', mime_type, 'sizeBytes', size_bytes,
    'shownAs', shown_as, 'isRisky', json(iif(is_risky, 'true', 'false')), 'reason', reason, 'name', name) as file
  from media_file where message_seq is not null;

CREATE VIRTUAL TABLE message_search using fts5 (words, content = 'message_words', content_rowid = 'seq', tokenize = 'unicode61', prefix = '1 2');

CREATE TABLE message_words (seq integer primary key references message (seq) on delete cascade, words text not null) strict;

CREATE TRIGGER message_words_added after insert on message_words begin
  insert into message_search (rowid, words) values (new.seq, new.words);
end;

CREATE TRIGGER message_words_removed after delete on message_words begin
  insert into message_search (message_search, rowid, words) values ('delete', old.seq, old.words);
end;

CREATE TABLE not_same (
  one_seq integer not null references customer (seq) on delete cascade,
  other_seq integer not null references customer (seq) on delete cascade,
  at integer not null,
  by_whom text not null,
  primary key (one_seq, other_seq)
) strict, without rowid;

CREATE INDEX not_same_by_other on not_same (other_seq);

CREATE TABLE order_off (
  order_id text primary key,
  seq integer not null,
  customer_seq integer not null references customer (seq) on delete cascade,
  at integer not null,
  wamid text,
  kept text not null
) strict, without rowid;

CREATE INDEX order_off_by_customer on order_off (customer_seq, at);

CREATE INDEX order_off_by_message on order_off (wamid) where wamid is not null;

CREATE TABLE order_step (
  seq integer primary key,
  order_id text not null,
  customer_seq integer references customer (seq) on delete cascade,
  at integer not null,
  by text not null,
  -- The state that it came into, where that changed.
  state text,
  notice text,
  detail text not null default '',
  message_id text,
  -- How the order stood, as JSON, so that the step can be taken back; empty where it can not.
  before text
) strict;

CREATE INDEX order_step_by_customer on order_step (customer_seq) where customer_seq is not null;

CREATE INDEX order_step_of_order on order_step (order_id, seq);

CREATE TRIGGER told_order_step after insert on order_step when new.state is not null and new.by <> 'customer'
begin
  insert into hook_delivery (event_id, hook_seq, event, ref, customer_seq, at, state, next_at)
  select 'evt_' || lower(hex(randomblob(16))), h.seq, 'order-changed', new.seq, new.customer_seq, new.at, 'waiting', 0
  from event_hook h where h.state = 'on' and instr(h.events, ',order-changed,') > 0;
end;

CREATE TABLE order_sum (
  currency text primary key,
  total_micros integer not null default 0,
  rows integer not null default 0
) strict, without rowid;

CREATE TABLE order_work (
  order_id text primary key,
  customer_seq integer references customer (seq) on delete set null,
  state text not null check (state in ('new', 'accepted', 'changed', 'declined', 'ready', 'shipped', 'done', 'cancelled')),
  due_at integer,
  carrier text not null default '',
  tracking text not null default '',
  changed_at integer not null
) strict, without rowid;

CREATE INDEX order_work_by_customer on order_work (customer_seq) where customer_seq is not null;

CREATE TABLE phone_book (
  same_person_key text primary key,
  name text not null,
  at integer not null
) strict, without rowid;

CREATE TABLE price_rule (
  market text not null,
  category text not null check (category in ('marketing', 'utility', 'service')),
  valid_from text not null,
  currency text not null,
  price_micros integer not null,
  source text not null,
  is_sample integer not null,
  is_own integer not null, imported_at integer,
  primary key (market, category, valid_from, is_own)
) strict, without rowid;

CREATE TABLE privacy_request (
  seq integer primary key,
  request_id text not null unique,
  kind text not null check (kind in ('copy', 'erase', 'correct', 'restrict', 'object', 'other')),
  -- Empty once that person is erased; their words go with them.
  customer_seq integer references customer (seq) on delete set null,
  received_at integer not null,
  extended_why text,
  identity text not null check (identity in ('open', 'own-number', 'in-person', 'document')),
  note text not null default '',
  state text not null check (state in ('open', 'done', 'refused')),
  closed_at integer,
  closed_by text,
  outcome text not null default ''
) strict;

CREATE INDEX privacy_request_by_customer on privacy_request (customer_seq) where customer_seq is not null;

CREATE INDEX privacy_request_open on privacy_request (received_at) where state = 'open';

CREATE TABLE "product" (
  retailer_id text primary key,
  -- Empty for one that Meta does not know yet.
  product_id text not null,
  name text not null,
  -- Name and code as they are searched.
  search text not null,
  is_buyable integer not null,
  -- Meta would refuse to send it.
  blocks integer not null,
  has_problem integer not null,
  read_at integer not null,
  problems text not null,
  -- What Meta said, as JSON.
  facts text not null
) strict, without rowid;

CREATE INDEX product_list on product (name, retailer_id, product_id, is_buyable, blocks, has_problem, search);

CREATE TABLE product_draft (
  retailer_id text primary key,
  kind text not null check (kind in ('new', 'changed', 'removed')),
  changed_at integer not null,
  -- 'sending' is written before a request leaves, so that a cut does not lose that it may have arrived.
  state text not null check (state in ('waiting', 'sending')),
  -- The batch that carries it, while it is followed.
  handle text,
  refused_code text,
  refused_detail text,
  -- The fields as they were when the change began: only what differs is sent.
  base text,
  fields text
) strict, without rowid;

CREATE INDEX product_draft_sending on product_draft (retailer_id) where state = 'sending';

CREATE TABLE product_note (
  retailer_id text primary key,
  is_hidden integer not null default 0,
  times_sent integer not null default 0,
  times_ordered integer not null default 0
) strict, without rowid;

CREATE TABLE product_picture (
  retailer_id text not null,
  -- 'meta': fetched from the address that Meta gives; 'own': kept by the shop to look at until Meta has one.
  source text not null check (source in ('meta', 'own')),
  image_url text not null,
  mime_type text not null,
  width integer,
  height integer,
  size_bytes integer not null,
  at integer not null,
  -- Null for a picture that is too large to keep; its measures are known all the same. Last, because it is long.
  bytes blob,
  primary key (retailer_id, source)
) strict;

CREATE TABLE product_set (
  set_id text primary key,
  name text not null,
  count integer not null,
  is_editable integer not null
) strict, without rowid;

CREATE TABLE product_set_member (
  set_id text not null references product_set (set_id) on delete cascade,
  retailer_id text not null,
  primary key (set_id, retailer_id)
) strict, without rowid;

CREATE INDEX product_set_member_by_product on product_set_member (retailer_id);

CREATE TABLE quality_reading (
  seq integer primary key,
  at integer not null,
  rating text not null
) strict;

CREATE TABLE quick_reply (
  quick_reply_id text primary key,
  shortcut text not null unique,
  title text not null,
  text text not null,
  times_used integer not null default 0,
  changed_at integer not null
, language text not null default '', translations text not null default '[]', retailer_ids text not null default '[]', files text not null default '[]') strict, without rowid;

CREATE TABLE raffle (
  seq integer primary key,
  raffle_id text not null unique,
  name text not null,
  prize text not null,
  winners integer not null,
  -- How people come in, as JSON.
  entry text not null,
  state text not null check (state in ('draft', 'open', 'frozen', 'drawn', 'cancelled')),
  opens_at integer,
  closes_at integer,
  seed_source text not null,
  seed_at integer not null,
  confirmed_free integer not null default 0,
  frozen_at integer,
  list_hash text,
  seed text,
  drawn_at integer,
  broadcast_id text references broadcast (broadcast_id) on delete set null,
  created_at integer not null
) strict;

CREATE TABLE raffle_entry (
  seq integer primary key,
  raffle_seq integer not null references raffle (seq) on delete cascade,
  -- Empty once the person was erased from a frozen list: the published code stays.
  customer_seq integer references customer (seq) on delete set null,
  at integer not null,
  -- Stands for the person in the published list; given when it is frozen.
  entry_code text,
  -- The drawn order from 1, and the prize that it came to.
  turn integer,
  place integer,
  passed_over text
) strict;

CREATE UNIQUE INDEX raffle_entry_by_code on raffle_entry (raffle_seq, entry_code) where entry_code is not null;

CREATE INDEX raffle_entry_by_customer on raffle_entry (customer_seq) where customer_seq is not null;

CREATE INDEX raffle_entry_by_turn on raffle_entry (raffle_seq, turn) where turn is not null;

CREATE UNIQUE INDEX raffle_entry_once on raffle_entry (raffle_seq, customer_seq) where customer_seq is not null;

CREATE TABLE raw_event (
  seq integer primary key,
  received_at integer not null,
  body blob,
  body_sha256 blob not null unique,
  state text not null check (state in ('new', 'done', 'kept', 'parked')),
  tries integer not null default 0
, reader_version integer not null default 1, told integer not null default 0) strict;

CREATE INDEX raw_event_kept on raw_event (seq) where body is not null;

CREATE INDEX raw_event_new on raw_event (seq) where state = 'new';

CREATE TABLE redemption (
  seq integer primary key,
  redemption_id text not null unique,
  request_id text not null unique,
  code_seq integer not null references coupon_code (seq),
  coupon_seq integer not null references coupon (seq),
  customer_seq integer references customer (seq) on delete set null,
  -- The broadcast that brought the code.
  broadcast_id text references broadcast (broadcast_id),
  at integer not null,
  place text not null,
  by_whom text not null,
  discount_micros integer,
  sales_micros integer,
  currency text not null,
  order_id text
) strict;

CREATE TRIGGER coupon_given_more after insert on redemption begin 
  insert into coupon_given (coupon_seq) select new.coupon_seq
    where not exists (select 1 from coupon_given where coupon_seq = new.coupon_seq);
  update coupon_given set rows = rows + 1, discount_micros = discount_micros + coalesce(new.discount_micros, 0), sales_micros = sales_micros + coalesce(new.sales_micros, 0) where coupon_seq = new.coupon_seq;
end;

CREATE INDEX redemption_by_broadcast on redemption (broadcast_id, customer_seq) where broadcast_id is not null;

CREATE INDEX redemption_by_code on redemption (code_seq, seq);

CREATE INDEX redemption_by_coupon on redemption (coupon_seq, seq);

CREATE INDEX redemption_by_customer on redemption (customer_seq, coupon_seq, at) where customer_seq is not null;

CREATE TRIGGER redemption_fixed
  before update of seq, redemption_id, request_id, code_seq, coupon_seq, broadcast_id, at, place, by_whom, discount_micros, sales_micros, currency, order_id
  on redemption begin select raise(abort, 'redemptions are append-only'); end;

CREATE TRIGGER redemption_kept before delete on redemption begin select raise(abort, 'redemptions are append-only'); end;

CREATE TRIGGER told_redemption after insert on redemption
begin 
  insert into hook_delivery (event_id, hook_seq, event, ref, customer_seq, at, state, next_at)
  select 'evt_' || lower(hex(randomblob(16))), h.seq, 'coupon-used', new.redemption_id, new.customer_seq, new.at, 'waiting', 0
  from event_hook h where h.state = 'on' and instr(h.events, ',coupon-used,') > 0; end;

CREATE VIEW redemption_in_force as
  select * from redemption r where not exists (select 1 from redemption_undo u where u.redemption_seq = r.seq);

CREATE TABLE redemption_undo (
  redemption_seq integer primary key references redemption (seq),
  at integer not null,
  by_whom text not null
) strict;

CREATE TRIGGER coupon_given_fewer after insert on redemption_undo begin
  update coupon_given set rows = rows - 1,
    discount_micros = discount_micros - (select coalesce(discount_micros, 0) from redemption where seq = new.redemption_seq),
    sales_micros = sales_micros - (select coalesce(sales_micros, 0) from redemption where seq = new.redemption_seq)
  where coupon_seq = (select coupon_seq from redemption where seq = new.redemption_seq);
end;

CREATE TABLE run (
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
, latest_at integer, retry_held_back integer not null default 0) strict, without rowid;

CREATE INDEX run_running on run (priority desc, created_at) where state = 'running';

CREATE TRIGGER told_broadcast after update of state on run
  when new.owner = 'broadcast' and new.state = 'finished' and old.state <> 'finished'
begin 
  insert into hook_delivery (event_id, hook_seq, event, ref, customer_seq, at, state, next_at)
  select 'evt_' || lower(hex(randomblob(16))), h.seq, 'broadcast-finished', new.run_id, null, new.finished_at, 'waiting', 0
  from event_hook h where h.state = 'on' and instr(h.events, ',broadcast-finished,') > 0; end;

CREATE TABLE sealed_secret (name text primary key, value blob not null) strict, without rowid;

CREATE TABLE send (
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
  changed_at integer not null, held_back_times integer not null default 0,
  unique (run_id, rkey)
) strict;

CREATE INDEX send_accepted_at on send (accepted_at, run_id, customer_seq) where accepted_at is not null;

CREATE INDEX send_by_customer on send (customer_seq, accepted_at, run_id);

CREATE INDEX send_by_meta_code on send (run_id, meta_code, state) where meta_code is not null;

CREATE INDEX send_by_reason on send (run_id, reason, state) where reason is not null;

CREATE INDEX send_by_state on send (run_id, state, seq, price_micros);

CREATE TRIGGER send_count_fewer after delete on send begin 
  update send_count set rows = rows - 1, price_micros = price_micros - coalesce(old.price_micros, 0) where run_id = old.run_id and state = old.state;
  delete from send_count where rows = 0 and run_id = old.run_id and state = old.state;
end;

CREATE TRIGGER send_count_more after insert on send begin 
  insert into send_count (run_id, state) select new.run_id, new.state
    where not exists (select 1 from send_count where run_id = new.run_id and state = new.state);
  update send_count set rows = rows + 1, price_micros = price_micros + coalesce(new.price_micros, 0) where run_id = new.run_id and state = new.state; 
end;

CREATE TRIGGER send_count_moved after update of run_id, state, price_micros on send
  when old.run_id <> new.run_id or old.state <> new.state or old.price_micros is not new.price_micros
begin 
  update send_count set rows = rows - 1, price_micros = price_micros - coalesce(old.price_micros, 0) where run_id = old.run_id and state = old.state;
  delete from send_count where rows = 0 and run_id = old.run_id and state = old.state; 
  insert into send_count (run_id, state) select new.run_id, new.state
    where not exists (select 1 from send_count where run_id = new.run_id and state = new.state);
  update send_count set rows = rows + 1, price_micros = price_micros + coalesce(new.price_micros, 0) where run_id = new.run_id and state = new.state;
end;

CREATE INDEX send_failed_at on send (changed_at, meta_code, reason) where state in ('failed', 'rejected');

CREATE INDEX send_held_back on send (customer_seq, changed_at) where meta_code = 131049;

CREATE INDEX send_planned on send (run_id, coalesce(not_before, 0), seq) where state = 'planned';

CREATE INDEX send_unsettled on send (state) where state in ('sending', 'in_doubt', 'unconfirmed');

CREATE TRIGGER spend_counted after update of state, delivered_at, accepted_at, priced_category, priced_type on send
  when new.state in ('delivered', 'read') and (old.state not in ('delivered', 'read')
    or coalesce(new.delivered_at, new.accepted_at, 0) / 900000 <> coalesce(old.delivered_at, old.accepted_at, 0) / 900000
    or new.priced_category is not old.priced_category or new.priced_type is not old.priced_type)
begin
  insert into spend_sum
  values (new.run_id, coalesce(new.delivered_at, new.accepted_at, 0) / 900000, coalesce(new.market, ''), coalesce(new.price_micros, -1),
    coalesce(new.category, ''), coalesce(new.priced_category, ''), coalesce(new.priced_type, ''), 1)
  on conflict do update set people = people + 1;
end;

CREATE TRIGGER spend_uncounted after update of state, delivered_at, accepted_at, priced_category, priced_type on send
  when old.state in ('delivered', 'read') and (new.state not in ('delivered', 'read')
    or coalesce(new.delivered_at, new.accepted_at, 0) / 900000 <> coalesce(old.delivered_at, old.accepted_at, 0) / 900000
    or new.priced_category is not old.priced_category or new.priced_type is not old.priced_type)
begin
  update spend_sum set people = people - 1
  where run_id = old.run_id and quarter = coalesce(old.delivered_at, old.accepted_at, 0) / 900000 and market = coalesce(old.market, '')
    and price_micros = coalesce(old.price_micros, -1) and category = coalesce(old.category, '')
    and priced_category = coalesce(old.priced_category, '') and priced_type = coalesce(old.priced_type, '');
end;

CREATE TABLE send_count (
  run_id text not null,
  state text not null,
  price_micros integer not null default 0,
  rows integer not null default 0,
  primary key (run_id, state)
) strict, without rowid;

CREATE TABLE series (
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

CREATE INDEX series_due on series (next_at) where state = 'on';

CREATE TABLE series_time (
  series_id text not null references series (series_id) on delete cascade,
  at integer not null,
  -- 'open' is being made; 'asks' waits for a person; 'passed' was let pass, 'nobody' had nobody to ask.
  state text not null check (state in ('open', 'sent', 'asks', 'passed', 'nobody')),
  broadcast_id text unique references broadcast (broadcast_id) on delete set null,
  primary key (series_id, at)
) strict, without rowid;

CREATE INDEX series_time_open on series_time (series_id) where state = 'open';

CREATE TABLE setting (name text primary key, value text not null, changed_at integer not null) strict, without rowid;

CREATE TABLE shop_file (
  seq integer primary key,
  media_file_id text not null unique,
  kind text not null check (kind in ('image', 'video', 'audio', 'voice', 'document', 'sticker')),
  mime_type text not null,
  shown_as text not null check (shown_as in ('image', 'video', 'audio', 'save-only')),
  is_risky integer not null,
  name text not null,
  size_bytes integer not null,
  sha256 text not null,
  -- The sealed file in the vault's folder and its own key; messages that carry it name the same ones.
  stored_name text not null unique,
  file_key blob not null,
  -- Under which id Meta has the bytes, for which number, and until when.
  meta_id text,
  meta_number text,
  meta_until integer,
  since integer not null
) strict;

CREATE TRIGGER shop_file_gone after delete on shop_file
when not exists (select 1 from media_file f where f.stored_name = old.stored_name)
begin insert or ignore into media_leftover (stored_name) values (old.stored_name); end;

CREATE TABLE sign_in_try (
  who text primary key,
  count integer not null,
  at real not null,
  boot real not null
) strict, without rowid;

CREATE TABLE spend_sum (
  run_id text not null,
  quarter integer not null,
  market text not null,
  price_micros integer not null,
  category text not null,
  priced_category text not null,
  priced_type text not null,
  people integer not null,
  primary key (run_id, quarter, market, price_micros, category, priced_category, priced_type)
) strict, without rowid;

CREATE INDEX spend_sum_by_quarter on spend_sum (quarter);

CREATE TABLE staff (
  seq integer primary key,
  staff_id text not null unique,
  name text not null,
  -- The name without case and width, so that nobody is there twice.
  same_name text not null unique,
  role text not null check (role in ('viewer', 'staff', 'manager', 'owner')),
  added_at integer not null
) strict;

CREATE UNIQUE INDEX staff_owner on staff (role) where role = 'owner';

CREATE TABLE staff_access (
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

CREATE TABLE staff_recovery_code (
  staff_seq integer not null references staff (seq) on delete cascade,
  code_hash text not null,
  primary key (staff_seq, code_hash)
) strict, without rowid;

CREATE TABLE status_event (
  wamid text not null,
  status text not null,
  at integer not null,
  meta_code integer,
  opaque text,
  pricing text,
  received_at integer not null,
  primary key (wamid, status)
) strict, without rowid;

CREATE TABLE suppression (
  hash text primary key,
  at integer not null
) strict, without rowid;

CREATE TABLE tag_act (
  act_id text primary key,
  tag text not null,
  change text not null check (change in ('add', 'remove')),
  -- What is not done when the engine starts was ended in the middle, and is taken back.
  state text not null check (state in ('running', 'done', 'undoing')),
  at integer not null
, by_whom text not null default '') strict, without rowid;

CREATE TABLE tag_act_person (
  act_id text not null references tag_act (act_id) on delete cascade,
  customer_seq integer not null references customer (seq) on delete cascade,
  primary key (act_id, customer_seq)
) strict, without rowid;

CREATE INDEX tag_act_person_by_customer on tag_act_person (customer_seq);

CREATE TABLE template (
  template_id text primary key,
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  quality text not null,
  rejected_reason text,
  parameter_format text not null,
  components text not null,
  synced_at integer not null,
  unique (name, language)
) strict, without rowid;

CREATE TABLE template_draft (
  draft_id text primary key,
  content text not null,
  made_at integer not null,
  changed_at integer not null
) strict, without rowid;

CREATE TABLE template_draft_language (
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

CREATE INDEX template_draft_language_by_template on template_draft_language (template_id);

CREATE TABLE template_edit (template_id text not null, at integer not null, primary key (template_id, at)) strict, without rowid;

CREATE TABLE template_insight (
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

CREATE TABLE template_note (
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

CREATE TABLE template_sample (
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

CREATE INDEX template_sample_by_draft on template_sample (draft_id);

CREATE TABLE tool_notice (
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

CREATE INDEX tool_notice_by_customer on tool_notice (customer_seq) where customer_seq is not null;

CREATE TABLE tool_token (
  token_id text primary key,
  name text not null,
  -- SHA-256 of 256 random bits; the token itself is nowhere.
  hash text not null unique,
  scopes text not null,
  created_at integer not null,
  last_used_at integer
) strict, without rowid;

CREATE TABLE vault_fact (name text primary key, value text not null) strict, without rowid;

CREATE TABLE webhook_field (
  field text primary key,
  last_at integer not null,
  count integer not null
) strict, without rowid;
