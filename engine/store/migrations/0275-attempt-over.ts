import type { Migration } from './migration.ts'

/** Attempts that ended without a message, by their send: erasing a person looks each up, and read every attempt of the shop for it. */
export const migration0275: Migration = {
  number: 275,
  title: 'attempts that ended without a message',
  up: `
    create index attempt_over on attempt (send_seq) where state in ('rejected', 'released', 'superseded');
  `,
}
