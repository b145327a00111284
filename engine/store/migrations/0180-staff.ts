import type { Migration } from './migration.ts'

/** The people of the shop. The owner is there from the start, without a name. */
export const migration0180: Migration = {
  number: 180,
  title: "the shop's people",
  up: `
    create table staff (
      seq integer primary key,
      staff_id text not null unique,
      name text not null,
      -- The name without case and width, so that nobody is there twice.
      same_name text not null unique,
      role text not null check (role in ('viewer', 'staff', 'manager', 'owner')),
      added_at integer not null
    ) strict;
    create unique index staff_owner on staff (role) where role = 'owner';
    insert into staff (staff_id, name, same_name, role, added_at)
      values ('stf_' || lower(hex(randomblob(12))), '', '', 'owner', cast(unixepoch('subsec') * 1000 as integer));
  `,
}
