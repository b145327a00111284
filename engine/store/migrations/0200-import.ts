import type { Migration } from './migration.ts'

/**
 * Columns that were matched for a set of headers, and messages of chats from before. The latter count in no report of how
 * soon customers are answered, so their turn is nobody's.
 */
export const migration0200: Migration = {
  number: 200,
  title: 'remembered columns and chats from before',
  up: `
    create table import_columns (
      -- Of the headers, which may be anything that a shop calls its columns.
      headers_sha256 text primary key,
      -- JSON: which header holds what.
      columns text not null,
      used_at integer not null
    ) strict, without rowid;

    create table import_message (
      import_id text not null references import_run (import_id) on delete cascade,
      message_seq integer not null references message (seq) on delete cascade,
      primary key (import_id, message_seq)
    ) strict, without rowid;
    create index import_message_by_message on import_message (message_seq);

    drop index message_turn;
    alter table message drop column turn;
    alter table message add column turn text generated always as (
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
      end) virtual;
    create index message_turn on message (at, customer_seq, turn) where turn is not null;
  `,
}
