import { fail, ok } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { Handlers } from '../kernel/index.ts'
import { removeAside, showAsides } from './aside/service.ts'
import type { PrivacyContext } from './deps.ts'
import { eraseMany } from './erase/many.ts'
import { erasePerson } from './erase/person.ts'
import { erasePreview } from './erase/preview.ts'
import { receiptPage } from './erase/receipt-page.ts'
import { isGoodReceipt, listReceipts } from './erase/receipts.ts'
import { exportEveryone } from './export/everyone.ts'
import { exportPerson } from './export/person.ts'
import { answerFile, ASKED_AFTER_MS, findFile, listFiles } from './export/register.ts'
import { breachFacts } from './records/breach.ts'
import { noticeOf } from './records/notice.ts'
import { recordsOf } from './records/records.ts'
import { writeRecords } from './records/write.ts'
import { saveRequest, showRequests } from './request/service.ts'
import type { NightlyRun } from './retention/nightly.ts'
import { previewRetention } from './retention/preview.ts'
import { keepRetention, saveContact, saveRetention } from './retention/service.ts'
import { settingsOf } from './retention/settings.ts'
import { checkSuppressed, suppress, unsuppress } from './suppressed.ts'

/** The calls of this room. */
export function privacyHandlers(context: PrivacyContext, nightly: NightlyRun): Handlers {
  const { read } = context.vault.store
  return {
    ...eraseHandlers(context),
    ...exportHandlers(context),
    'privacy.settings': () => ok(settingsOf(read)),
    'privacy.saveRetention': (input) => saveRetention(context, input),
    'privacy.keepRetention': () => keepRetention(context),
    'privacy.saveContact': (input) => saveContact(context, input),
    'privacy.previewRetention': (input) => ok(previewRetention(context, input)),
    'privacy.confirmRetention': async () => {
      nightly.confirm()
      await nightly.look()
      return ok(settingsOf(read))
    },
    'privacy.requests': (input) => showRequests(context, input),
    'privacy.saveRequest': (input, { person }) => saveRequest(context, input, person),
    'privacy.checkSuppressed': (input) => checkSuppressed(context, input.phone),
    'privacy.suppress': (input) => suppress(context, input.phone),
    'privacy.unsuppress': (input, { person }) => unsuppress(context, input, person),
    'privacy.records': (input) => ok(recordsOf(context, input.locale ?? context.vault.shop.locale)),
    'privacy.writeRecords': (input) => writeRecords(context, input),
    'privacy.asides': () => ok(showAsides(context)),
    'privacy.removeAside': (input) => removeAside(context, input),
    'privacy.notice': (input) => ok(noticeOf(context, input.locale)),
    'privacy.breachFacts': (input) => ok(breachFacts(context, input.since)),
  }
}

function eraseHandlers(context: PrivacyContext): Handlers {
  const { read } = context.vault.store
  return {
    'customer.erasePreview': (input) => erasePreview(context, input.customerId),
    'customer.erase': (input, { person }) => erasePerson(context, input, person),
    'customer.eraseMany': (input, { person, signal }) => eraseMany(context, input, { person, signal }),
    'customer.receipts': () => ok({ receipts: listReceipts(read) }),
    'customer.receiptPage': (input) => receiptPage(context, input),
    'customer.checkReceipt': (input) => ok({ isGood: isGoodReceipt(listReceipts(read), input) }),
  }
}

function exportHandlers(context: PrivacyContext): Handlers {
  const { store } = context.vault
  return {
    'customer.export': (input, { person }) => exportPerson(context, input, person),
    'privacy.exportEveryone': (input, { person, signal }) => exportEveryone(context, input, { person, signal }),
    'privacy.exports': () => ok({ exports: listFiles(store.read) }),
    'privacy.answerExport'({ exportId, answer }) {
      if (findFile(store.read, exportId) === undefined) return fail('file-missing')
      const now = context.clock.now()
      store.write((db) => {
        answerFile(db, exportId, answer === 'gone' ? { goneAt: now as TimestampMs } : { askAt: now + ASKED_AFTER_MS })
        db.afterCommit(() => context.announcer.announce('privacy.changed', {}))
      })
      return ok({ exports: listFiles(store.read) })
    },
  }
}
