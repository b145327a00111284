import type { Migration } from './migration.ts'

/** Files of chats: which there are, where each lies sealed and under which key, and how far its fetching or sending is. */
export const migration0182: Migration = {
  number: 182,
  title: 'kept files',
  up: `
    create table media_file (
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
      since integer not null,
      check ((stored_name is null) = (file_key is null)),
      check (state <> 'here' or stored_name is not null)
    ) strict;
    create index media_file_customer on media_file (customer_seq);
    create index media_file_due on media_file (next_try_at) where state = 'loading';
    create index media_file_stored on media_file (stored_name) where stored_name is not null;

    -- Sealed files whose rows and keys are gone; they are removed from the disk as soon as that is certain.
    create table media_leftover (stored_name text primary key) strict, without rowid;
    create trigger media_file_gone after delete on media_file
    when old.stored_name is not null and not exists (select 1 from media_file f where f.stored_name = old.stored_name)
    begin insert or ignore into media_leftover (stored_name) values (old.stored_name); end;
    -- Who takes a message back takes its file back.
    create trigger media_file_withdrawn after delete on message_file
    begin delete from media_file where message_seq = old.seq and origin = 'meta'; end;

    -- What came before files were kept, for as long as Meta has it.
    insert into media_file (media_file_id, customer_seq, message_seq, origin, kind, state, mime_type, shown_as, is_risky, name, is_wanted, next_try_at, since)
      select 'med_' || lower(hex(randomblob(13))), m.customer_seq, m.seq, 'meta',
        iif(m.content ->> '$.isVoice', 'voice', m.content ->> '$.media'), 'loading', coalesce(f.mime_type, 'application/octet-stream'),
        'save-only', 0, coalesce(m.content ->> '$.fileName', m.content ->> '$.media'), 0, 0, m.at
      from message_file f join message m on m.seq = f.seq
      where m.content ->> '$.kind' = 'media' and m.content ->> '$.media' in ('image', 'video', 'audio', 'document', 'sticker');

    create view message_media as
      select message_seq, json_object('mediaFileId', media_file_id, 'state', state, 'mimeType', mime_type, 'sizeBytes', size_bytes,
        'shownAs', shown_as, 'isRisky', json(iif(is_risky, 'true', 'false')), 'reason', reason, 'name', name) as file
      from media_file where message_seq is not null;
  `,
}
