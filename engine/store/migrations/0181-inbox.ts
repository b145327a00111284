import type { Migration } from './migration.ts'

const open = (row: string) => `(${row}.closed = 0 and ${row}.snoozed_until is null)`

/** Adds or takes one conversation to or from the sums of whose it is. */
const count = (row: 'new' | 'old', sign: '' | '-') => `
  insert into conversation_count (staff_seq, open, unread, waiting, snoozed, closed)
  values (coalesce(${row}.assigned_to, 0), ${sign}${open(row)}, ${sign}(${open(row)} and ${row}.unread > 0),
    ${sign}(${open(row)} and ${row}.waiting_since is not null), ${sign}(${row}.closed = 0 and ${row}.snoozed_until is not null), ${sign}(${row}.closed <> 0))
  on conflict (staff_seq) do update set open = open + excluded.open, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
    snoozed = snoozed + excluded.snoozed, closed = closed + excluded.closed;`

/** Whose a conversation is, since when it waits, until when it sleeps; notes; how many stand in each list. */
export const migration0181: Migration = {
  number: 181,
  title: 'inbox lists and notes',
  up: `
    alter table conversation add column assigned_to integer references staff (seq) on delete set null;
    alter table conversation add column snoozed_until integer;
    -- The customer's oldest message that no person and no automation has answered, by Meta's stamp.
    alter table conversation add column waiting_since integer;
    -- Who wrote a note for the staff. Such a row belongs to no send, ever.
    alter table message add column noted_by text
      check (noted_by is null or (direction = 'out' and wamid is null and send_id is null and outgoing is null and sent_by is null));

    update conversation set waiting_since = (
      select min(m.at) from message m where m.customer_seq = conversation.customer_seq and m.direction = 'in' and m.origin is null
        and m.content ->> '$.kind' not in ('reaction', 'system')
        and m.at > coalesce((
          select a.at from message a where a.customer_seq = conversation.customer_seq and a.direction = 'out' and a.broadcast_id is null
            and coalesce(a.local_state, '') not in ('taken-back', 'refused') order by a.at desc limit 1), 0))
    where last_direction = 'in' and closed = 0;

    drop index conversation_recent;
    drop index conversation_unread;
    drop index conversation_window;
    create index conversation_open on conversation (last_at desc, customer_seq desc) where closed = 0 and snoozed_until is null;
    create index conversation_mine on conversation (assigned_to, last_at desc, customer_seq desc)
      where closed = 0 and snoozed_until is null and assigned_to is not null;
    create index conversation_waiting on conversation (last_at desc, customer_seq desc, assigned_to)
      where closed = 0 and snoozed_until is null and waiting_since is not null;
    create index conversation_unread on conversation (last_at desc, customer_seq desc) where closed = 0 and snoozed_until is null and unread > 0;
    create index conversation_window on conversation (last_inbound_at) where closed = 0 and snoozed_until is null and last_inbound_at is not null;
    create index conversation_snoozed on conversation (snoozed_until) where snoozed_until is not null;
    create index conversation_closed on conversation (last_at desc, customer_seq desc) where closed = 1;

    -- One row for each of the staff, and 0 for nobody's: lists are counted without being read.
    create table conversation_count (
      staff_seq integer primary key,
      open integer not null,
      unread integer not null,
      waiting integer not null,
      snoozed integer not null,
      closed integer not null
    ) strict;
    create trigger conversation_count_added after insert on conversation begin ${count('new', '')} end;
    create trigger conversation_count_removed after delete on conversation begin ${count('old', '-')} end;
    create trigger conversation_count_changed after update of unread, closed, snoozed_until, waiting_since, assigned_to on conversation
    when (old.unread > 0) <> (new.unread > 0) or old.closed <> new.closed or (old.snoozed_until is null) <> (new.snoozed_until is null)
      or (old.waiting_since is null) <> (new.waiting_since is null) or old.assigned_to is not new.assigned_to
    begin ${count('old', '-')} ${count('new', '')} end;
    insert into conversation_count (staff_seq, open, unread, waiting, snoozed, closed)
      select 0, total(closed = 0), total(closed = 0 and unread > 0), total(closed = 0 and waiting_since is not null), 0, total(closed <> 0)
      from conversation;
  `,
}
