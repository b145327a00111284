import type { ImportId } from '#contract/kernel/values.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok } from '#contract/kernel/result.ts'
import { newId } from '../../kernel/index.ts'
import { sql } from '../../store/index.ts'
import { findByNumber } from '../identity.ts'
import { normaliseNumber } from '../phone-number.ts'
import { reindex } from '../queries.ts'
import type { CustomerDeps } from '../service.ts'
import type { ChatRuns } from './chat-face.ts'
import { addRun, closeRun, findRun, type Run } from './run-queries.ts'
import { UNDO_MS } from './rules.ts'

/** Parts of the face that need nothing but the tables of imports. */
export function chatRuns(deps: CustomerDeps): Pick<ChatRuns, 'begin' | 'end' | 'whose' | 'person'> {
  const { vault, clock, random } = deps
  return {
    begin(fileName, by) {
      const startedAt = clock.now() as Run['startedAt']
      const importId = newId('imp', random, startedAt) as ImportId
      vault.store.write((db) => addRun(db, { importId, fileName, startedAt, by }))
      return importId
    },
    end(db, importId, { isDry, counts }) {
      closeRun(db, importId, { state: isDry ? 'dry-run' : 'done', counts, undoUntil: isDry ? null : clock.now() + UNDO_MS })
      const run = findRun(db, importId, clock.now())
      assert(run !== undefined, 'the run was closed in this transaction')
      return run
    },
    whose(db, written) {
      const number = normaliseNumber(written, vault.shop.country)
      if (!number.ok) return number
      const { phone } = number.value
      if (deps.suppression.isSuppressed(db, phone)) return fail('customer-erased-before')
      return ok({ phone, customerSeq: findByNumber(db, phone)?.customerSeq ?? null })
    },
    person(db, { phone, name, importId }) {
      const known = findByNumber(db, phone)
      if (known !== undefined) return { ...known, isNew: false }
      const number = normaliseNumber(phone, vault.shop.country)
      assert(number.ok, 'the number was read before')
      const now = clock.now()
      const customerId = newId('cus', random, now)
      const { lastRowId } = db.run(sql`
        insert into customer (customer_id, phone, same_person_key, country, name, import_id, created_at, changed_at)
        values (${customerId}, ${phone}, ${number.value.samePersonKey}, ${number.value.country}, ${name}, ${importId}, ${now}, ${now})`)
      reindex(db, lastRowId)
      return { customerSeq: lastRowId, customerId, isNew: true }
    },
  }
}
