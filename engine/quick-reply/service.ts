import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { QuickReplyId } from '#contract/kernel/values.ts'
import { foldForSearch } from '../text-search/index.ts'
import { newId, type Announcer, type Clock, type Handlers, type Random } from '../kernel/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import { allReplies, countUse, fieldsOf, findReply, ownerOfShortcut, removeReply, saveReply } from './queries.ts'
import { quickReplyHandlers } from './router.ts'
import { cleanShortcut, fillText, rank } from './rules.ts'
import { layOutStarters } from './starters.ts'

export type QuickReplyDeps = { readonly vault: OpenVault; readonly clock: Clock; readonly random: Random; readonly announcer: Announcer }

/** Texts that the shop says often. */
export type QuickReplyRoom = { readonly handlers: Handlers }

/** Makes the room, and the first time in a vault lays out a few replies in the shop's language. */
export function createQuickReply(deps: QuickReplyDeps): QuickReplyRoom {
  const { vault, clock, random } = deps
  layOutStarters({ store: vault.store, random }, vault.shop.locale, clock.now())
  return {
    handlers: quickReplyHandlers({
      list: (input) => list(vault.store.read, input),
      save: (input) => save(deps, input),
      remove: (input) => change(deps, (db) => removeReply(db, input.quickReplyId)),
      used: (input) => change(deps, (db) => countUse(db, input.quickReplyId)),
    }),
  }
}

function list(db: ReadHandle, input: ParsedInput<'quickReply.list'>): Result<CallOutput<'quickReply.list'>> {
  const fields = input.customerId === undefined ? { name: '', addressAs: '' } : fieldsOf(db, input.customerId)
  if (fields === undefined) return fail('customer-missing')
  const typed = foldForSearch(cleanShortcut(input.search))
  const found = allReplies(db).flatMap((reply) => {
    const place = rank(
      { shortcut: foldForSearch(reply.shortcut), title: foldForSearch(reply.title), text: foldForSearch(reply.text) },
      typed,
    )
    return place === null ? [] : [{ place, reply }]
  })
  // Stable, so that among equals the most used stays first.
  const sorted = found.toSorted((one, other) => one.place - other.place)
  return ok({ quickReplies: sorted.map(({ reply }) => ({ ...reply, ...toFilled(fillText(reply.text, fields)) })) })
}

const toFilled = ({ filled, missing }: ReturnType<typeof fillText>) => ({ filled, missing: [...missing] })

function save(deps: QuickReplyDeps, input: ParsedInput<'quickReply.save'>): Result<CallOutput<'quickReply.save'>> {
  const { vault, clock, random } = deps
  const now = clock.now()
  const shortcut = cleanShortcut(input.shortcut)
  if (shortcut === '') return fail('input-refused', { field: 'shortcut' })
  return vault.store.write((db) => {
    if (input.quickReplyId !== undefined && findReply(db, input.quickReplyId) === undefined) return fail('quick-reply-missing')
    const owner = ownerOfShortcut(db, shortcut)
    if (owner !== undefined && owner !== input.quickReplyId) return fail('quick-reply-shortcut-taken', { quickReplyId: owner })
    const quickReplyId = input.quickReplyId ?? (newId('qrp', random, now) as QuickReplyId)
    saveReply(db, { quickReplyId, shortcut, title: input.title.trim(), text: input.text }, now)
    announceAfter(deps, db)
    const saved = findReply(db, quickReplyId)
    assert(saved !== undefined, 'the row was written in this transaction')
    return ok(saved)
  })
}

function change(deps: QuickReplyDeps, work: (db: WriteHandle) => boolean): Result<Record<string, never>> {
  return deps.vault.store.write((db) => {
    if (!work(db)) return fail('quick-reply-missing')
    announceAfter(deps, db)
    return ok({})
  })
}

const announceAfter = (deps: QuickReplyDeps, db: WriteHandle): void =>
  db.afterCommit(() => deps.announcer.announce('quickReply.changed', {}))
