import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { bookEntriesOfPerson, formerKeysOfPerson } from './identity-book.ts'
import { importRowsOfPerson } from './import/personal-data.ts'
import { tagActsOfPerson } from './many/personal-data.ts'
import { recordOfPerson } from './record/personal-data.ts'

const seqOf = (customerId: string) => sql`(select seq from customer where customer_id = ${customerId})`

const profileOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select customer_id as customerId, name, address_as as addressAs, phone, wa_id as whatsAppId, user_id as userId, parent_user_id as parentUserId, username, country, language, note,
      offers, offers_source as offersSource, offers_at as offersAt, blocked, unusable_at as unusableAt, last_inbound_at as lastInboundAt,
      last_message_at as lastMessageAt, last_offer_at as lastOfferAt, import_id as importId, created_at as createdAt, changed_at as changedAt,
      restricted_at as restrictedAt, restricted_why as restrictedWhy, held_at as heldAt, held_why as heldWhy
    from customer where customer_id = ${customerId}`)

/** The person's row and its search words; goes last, because everything else is found through it. */
const profile: PersonalDataSource = {
  kind: 'profile',
  tables: ['customer', 'customer_words', 'customer_search'],
  count: (db, customerId) => profileOf(db, customerId).length,
  collect: (db, customerId) => ({ items: profileOf(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from customer where customer_id = ${customerId}`).changes,
}

const tagsOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`select tag from customer_tag where customer_seq = ${seqOf(customerId)} order by tag`)

const tags: PersonalDataSource = {
  kind: 'tags',
  tables: ['customer_tag'],
  count: (db, customerId) => tagsOf(db, customerId).length,
  collect: (db, customerId) => ({ items: tagsOf(db, customerId), files: [] }),
  erase(db, customerId) {
    const erased = db.run(sql`delete from customer_tag where customer_seq = ${seqOf(customerId)}`).changes
    // Rows of the index move with each message; where a page was parted, a copy of the tag stayed in its gap. Built anew, the old pages go.
    if (erased > 0) db.run(sql`reindex customer_tag_recent`)
    return erased
  },
}

const consentOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select at, recorded_at as recordedAt, purpose, decision, source, detail, wording, recorded_by as recordedBy, import_id as importId,
      message_id as messageId, (select name from media_file where media_file_id = evidence_id) as evidence,
      (select name from consent_place where place_id = consent_event.place_id) as place
    from consent_event where customer_seq = ${seqOf(customerId)} order by at, seq`)

const consent: PersonalDataSource = {
  kind: 'consent history',
  tables: ['consent_event'],
  count: (db, customerId) => consentOf(db, customerId).length,
  collect: (db, customerId) => ({ items: consentOf(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from consent_event where customer_seq = ${seqOf(customerId)}`).changes,
}

const datesOfPerson = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`select date, month, day, year from customer_date where customer_seq = ${seqOf(customerId)} order by date`)

const dates: PersonalDataSource = {
  kind: 'dates',
  tables: ['customer_date'],
  count: (db, customerId) => datesOfPerson(db, customerId).length,
  collect: (db, customerId) => ({ items: datesOfPerson(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from customer_date where customer_seq = ${seqOf(customerId)}`).changes,
}

const exportsOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`select at, by_whom as byWhom, sha256 from export_record where customer_seq = ${seqOf(customerId)} order by at`)

const exportsMade: PersonalDataSource = {
  kind: 'exports',
  tables: ['export_record'],
  count: (db, customerId) => exportsOf(db, customerId).length,
  collect: (db, customerId) => ({ items: exportsOf(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from export_record where customer_seq = ${seqOf(customerId)}`).changes,
}

/** What this room keeps about people. Hashes of the erased are left out: they tell nobody's number (SECURITY G-06). */
export const personalData: readonly PersonalDataSource[] = [
  tags,
  tagActsOfPerson,
  dates,
  consent,
  importRowsOfPerson,
  exportsMade,
  bookEntriesOfPerson,
  formerKeysOfPerson,
  ...recordOfPerson,
  profile,
]
