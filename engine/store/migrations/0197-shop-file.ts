import type { Migration } from './migration.ts'

/** Files of the shop that belong to no chat, such as those of quick replies. */
export const migration0197: Migration = {
  number: 197,
  title: 'files of the shop',
  up: `
    create table shop_file (
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

    -- Those that go out with a quick reply, as JSON of their ids in their order.
    alter table quick_reply add column files text not null default '[]';

    -- The bytes stay as long as a chat or the shop has them.
    drop trigger media_file_gone;
    create trigger media_file_gone after delete on media_file
    when old.stored_name is not null and not exists (select 1 from media_file f where f.stored_name = old.stored_name)
      and not exists (select 1 from shop_file s where s.stored_name = old.stored_name)
    begin insert or ignore into media_leftover (stored_name) values (old.stored_name); end;
    create trigger shop_file_gone after delete on shop_file
    when not exists (select 1 from media_file f where f.stored_name = old.stored_name)
    begin insert or ignore into media_leftover (stored_name) values (old.stored_name); end;
  `,
}
