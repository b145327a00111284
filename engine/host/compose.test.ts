import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calls } from '#contract/ipc/index.ts'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock, secureRandom, silentLogger } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { beginRooms, type Rooms } from './compose.ts'
import { contractHandlers } from './contract-list.ts'

// Tables that say nothing about a customer, and why.
const impersonal: Readonly<Record<string, string>> = {
  vault_fact: 'facts of the vault and of the shop itself',
  setting: 'choices of the shop',
  media_leftover: 'random names of sealed files whose keys are gone',
  sealed_secret: 'keys of the shop',
  connection: "the shop's own number",
  connection_setup: "the wizard's progress: the shop's own numbers",
  connection_check: "how the checks of the shop's own number ended",
  connection_fact: "what Meta says of the shop's own number, account and key",
  template: 'texts as Meta approved them, without anybody filled in',
  template_draft: 'texts before they are handed in, without anybody filled in',
  template_draft_language: 'what Meta answered to them',
  template_sample: "files of the shop's own as examples for Meta's review",
  template_note: 'what Meta said of templates',
  template_edit: 'times at which templates were changed',
  template_insight: "Meta's daily sums of templates",
  product: "the shop's goods",
  product_picture: 'pictures of goods',
  product_draft: 'changes of goods that wait',
  product_note: 'which goods are left out of pickers, and how often each was sent and ordered by all together',
  product_set: 'named groups of goods',
  product_set_member: 'which goods are in them',
  price_rule: 'price lists',
  webhook_field: 'when each kind of event last came',
  account_notice: 'what Meta said of account and number, without anybody named',
  history_phase: "how far the phone's old chats have come",
  broadcast_template: 'texts as Meta approved them, without anybody filled in',
  quick_reply: "the shop's own phrases",
  shop_file: "the shop's own files, which quick replies carry",
  automation: "what the shop's automations do and say, without anybody filled in",
  staff: "the shop's own people",
  staff_access: "passwords of the shop's own people, hashed",
  staff_recovery_code: "one-time codes of the shop's own people, hashed",
  sign_in_try: "wrong tries of the shop's own people",
  import_columns: 'which columns were chosen for which headers, the headers hashed',
  conversation_count: 'how many conversations each list holds',
  customer_field: "what the shop wants to know of its customers; the values are the customers' own",
  consent_place: 'places of posters and their words, without anybody named',
  customer_group: 'rules that are asked anew each time; lists no people, and erased people match none',
  customer_count: 'how many customers each import and each state of offers has',
  customer_tag_count: 'how many customers have each tag; gone with the last of them',
  order_sum: 'sums of all orders',
  coupon_code_count: 'how many codes of a coupon are in each state',
  coupon_given: 'sums of what was redeemed',
  send_count: 'how many messages of a run are in each state',
  broadcast_left_out_count: 'how many people were left out for each reason',
  spend_sum: 'sums of delivered messages by time and price',
  broadcast_figure: 'sums of people of a broadcast',
  quality_reading: "what Meta thought of the shop's own number",
  run: 'pace, budget and times of a run; its people are in send',
  series_time: 'when a series came round, and with which broadcast',
  suppression: 'keyed hashes that are kept on purpose, so that an erased person can not come back',
  drop_rule: 'which columns of dropped files mean what',
  dropped_file: 'names of files of tools, with counts; gone after three months',
  tool_token: 'hashes of keys of programs',
  event_hook: 'addresses of programs of the shop',
  erasure_tombstone: 'hashes of the erased that mean nothing without a copy that still has them',
  erasure_unfinished: 'counts of erasures whose receipts wait',
  erase_receipt: 'counts and times; names nobody, so that it may outlive the person',
}

let temp: ReturnType<typeof tempVault>
let rooms: Rooms
beforeEach(async () => {
  temp = tempVault()
  const deps = {
    vault: temp,
    boot: EngineBoot.parse({ vault: temp.folder }),
    announcer: createAnnouncer(),
    clock: manualClock(),
    random: secureRandom,
    logger: silentLogger,
  }
  rooms = await beginRooms(deps)
})
afterEach(async () => {
  await rooms.stop()
  temp.remove()
})

describe('the rooms together', () => {
  it('answer every call of the contract, and no other', () => {
    const vaultCalls = Object.keys(calls).filter(
      (name) => name.startsWith('vault.') || name === 'backup.inspect' || name === 'backup.restore',
    )
    const bound = [...vaultCalls, ...Object.keys(contractHandlers), ...Object.keys(rooms.handlers)]
    expect(bound.toSorted()).toEqual(Object.keys(calls).toSorted())
  })

  it('keep no kind of data about a person that export and erasure have no words for', () => {
    const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
    const kinds = rooms.sources.map(({ kind }) => kind)
    for (const locale of ['en', 'zh-TW', 'zh-CN']) {
      const page = read(`engine/privacy/words/${locale}.json`) as { readonly kinds: object }
      const screen = read(`renderer/i18n/${locale}/customer.json`) as object
      expect(kinds.filter((kind) => !(kind in page.kinds))).toEqual([])
      expect(kinds.filter((kind) => !(`customer.kind.${kind.replaceAll(' ', '-')}` in screen))).toEqual([])
    }
  })

  it('cover every table that may hold something about a person, each by one of them', () => {
    const tables = temp.store.read
      .all<{ name: string }>(
        sql`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not glob '*_search_*'`,
      )
      .map(({ name }) => name)
    const covered = rooms.sources.flatMap((source) => source.tables)
    expect([...covered, ...Object.keys(impersonal)].toSorted()).toEqual(tables.toSorted())
  })
})
