import type { Migration } from './migration.ts'

/** Finds acts of a time, and of one person and kind, in a log of a million entries. */
export const migration0251: Migration = {
  number: 251,
  title: 'filters of the log of acts',
  up: `
    -- Holds what else is filtered by, so that a long time is searched without reading the entries.
    create index audit_entry_by_time on audit_entry (at, entry_index, person, act);
    create index audit_entry_by_person_and_act on audit_entry (person, act, entry_index);
  `,
}
