import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import type { PrivacyDeps } from '../deps.ts'
import { kindName } from '../export/page.ts'
import { sheetPage } from '../records/sheet.ts'
import { dayText } from '../records/say.ts'
import { writePage } from '../records/write.ts'
import { listReceipts, type Receipt } from './receipts.ts'
import { sayIn } from './words.ts'

/** Writes one receipt as a page for print; it names nobody. Errors: file-missing (no such receipt), those of writing. */
export async function receiptPage(
  deps: PrivacyDeps,
  input: ParsedInput<'customer.receiptPage'>,
): Promise<Result<CallOutput<'customer.receiptPage'>>> {
  const receipt = listReceipts(deps.vault.store.read).find(({ receiptId }) => receiptId === input.receiptId)
  if (receipt === undefined) return fail('file-missing')
  return writePage(deps, input.target, receiptHtml(deps, receipt, input.locale ?? deps.vault.shop.locale))
}

/** Who erases without being a person, and the owner of a shop without passwords. */
const DOERS = { owner: 'by.owner', retention: 'by.retention', restore: 'by.restore' } as const
const isDoer = (by: string): by is keyof typeof DOERS => Object.hasOwn(DOERS, by)

function receiptHtml(deps: PrivacyDeps, receipt: Receipt, locale: Locale): string {
  const say = sayIn(locale)
  const { shop } = deps.vault
  const { rewritten, waiting } = receipt.backups
  return sheetPage({
    locale,
    title: say('receipt.title', { number: receipt.receiptId }),
    blocks: [
      { kind: 'text', text: say('receipt.lead', { shop: shop.name }) },
      {
        kind: 'facts',
        facts: [
          [say('receipt.at'), dayText(receipt.at, { locale, timeZone: shop.timeZone })],
          [say('receipt.by'), isDoer(receipt.by) ? say(DOERS[receipt.by]) : receipt.by],
          [say('receipt.removed'), receipt.removed.map(({ kind, count }) => `${kindName(kind, locale)}: ${count}`).join('\n')],
          [say('receipt.suppression'), say(receipt.suppressionKept ? 'receipt.suppressionKept' : 'receipt.suppressionNot')],
          [say('receipt.backups'), String(rewritten)],
          ...(waiting.length === 0 ? [] : [[say('receipt.waiting'), waiting.join('\n')] as const]),
          [say('receipt.checkCode'), receipt.checkCode],
        ],
      },
      { kind: 'text', text: say('receipt.foot') },
    ],
  })
}
