import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { QuickReplyId } from '#contract/kernel/values.ts'
import { foldForSearch } from '../text-search/index.ts'
import { newId, type Announcer, type Clock, type Handlers, type Random } from '../kernel/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import { fillPieces } from './fill.ts'
import {
  allReplies,
  countUse,
  findReply,
  latestReader,
  ownerOfShortcut,
  readerOf,
  removeReply,
  saveReply,
  type StoredReply,
} from './queries.ts'
import { quickReplyHandlers } from './router.ts'
import { cleanShortcut, rank } from './finding.ts'
import { filledFor, valuesOf } from './say.ts'
import { sendReply, type Chat, type ReplyFiles } from './send.ts'
import { exportReplies } from './table/export-replies.ts'
import { importReplies } from './table/import-replies.ts'
import { layOutStarters } from './starters.ts'

export type QuickReplyDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly announcer: Announcer
  readonly files: ReplyFiles
}

/** Texts that the shop says often. */
export type QuickReplyRoom = {
  readonly handlers: Handlers
  /** Makes the conversations known; until then none can be sent. */
  meet(chat: Chat): void
}

/** Makes the room, and the first time in a vault lays out a few replies in the shop's language. */
export function createQuickReply(deps: QuickReplyDeps): QuickReplyRoom {
  const { vault, clock, random, files } = deps
  let chat: Chat | null = null
  layOutStarters({ store: vault.store, random }, vault.shop.locale, clock.now())
  return {
    handlers: quickReplyHandlers({
      list: (input) => list(deps, input),
      preview: (input) => preview(deps, input),
      save: (input) => save(deps, input),
      remove: (input) => change(deps, (db) => removeReply(db, input.quickReplyId)),
      used: (input) => change(deps, (db) => countUse(db, input.quickReplyId)),
      export: (input, signal) => exportReplies(deps, input, signal),
      import: (input, signal) => importReplies(deps, input, signal),
      send(input, person) {
        if (chat === null) return fail('connection-missing')
        const sent = sendReply({ vault, chat, files }, input, person)
        if (sent.ok) deps.announcer.announce('quickReply.changed', {})
        return sent
      },
    }),
    meet(conversations) {
      chat = conversations
    },
  }
}

function list({ vault, files }: QuickReplyDeps, input: ParsedInput<'quickReply.list'>): Result<CallOutput<'quickReply.list'>> {
  const db = vault.store.read
  const reader = input.customerId === undefined ? null : readerOf(db, input.customerId)
  if (reader === undefined) return fail('customer-missing')
  const typed = foldForSearch(cleanShortcut(input.search))
  const found = allReplies(db, vault.shop.locale).flatMap((reply) => {
    const texts = [reply, ...reply.translations].map(({ text }) => foldForSearch(text))
    const place = rank({ shortcut: foldForSearch(reply.shortcut), title: foldForSearch(reply.title), texts }, typed)
    return place === null ? [] : [{ place, reply }]
  })
  // Stable, so that among equals the most used stays first.
  const sorted = found.toSorted((one, other) => one.place - other.place)
  return ok({ quickReplies: sorted.map(({ reply }) => ({ ...viewOf(db, files, reply), ...filledFor(reply, reader, vault.shop.name) })) })
}

/** A quick reply as it is shown; files that are gone are left out. */
function viewOf(db: ReadHandle, files: ReplyFiles, { mediaFileIds, ...reply }: StoredReply): CallOutput<'quickReply.save'> {
  return { ...reply, files: mediaFileIds.flatMap((mediaFileId) => files.shopFile(db, mediaFileId) ?? []) }
}

function preview({ vault }: QuickReplyDeps, input: ParsedInput<'quickReply.preview'>): Result<CallOutput<'quickReply.preview'>> {
  const db = vault.store.read
  const reader = input.customerId === undefined ? (latestReader(db) ?? null) : readerOf(db, input.customerId)
  if (reader === undefined) return fail('customer-missing')
  const pieces = (text: string, who: typeof reader) =>
    fillPieces(text, valuesOf(who, vault.shop.name)).map((piece) => ({ text: piece.text, is: piece.is }))
  return ok({
    customerName: reader?.name ?? null,
    previews: input.texts.map((text) => ({ known: pieces(text, reader), unknown: pieces(text, null) })),
  })
}

function save(deps: QuickReplyDeps, input: ParsedInput<'quickReply.save'>): Result<CallOutput<'quickReply.save'>> {
  const { vault, clock, random, files } = deps
  const { locale } = vault.shop
  const now = clock.now()
  const shortcut = cleanShortcut(input.shortcut)
  if (shortcut === '') return fail('input-refused', { field: 'shortcut' })
  const { language = locale, translations, retailerIds, mediaFileIds, text } = input
  if (new Set([language, ...translations.map((one) => one.language)]).size <= translations.length)
    return fail('input-refused', { field: 'translations' })
  return vault.store.write((db) => {
    if (input.quickReplyId !== undefined && findReply(db, input.quickReplyId, locale) === undefined) return fail('quick-reply-missing')
    if (mediaFileIds.some((mediaFileId) => files.shopFile(db, mediaFileId) === undefined)) return fail('media-gone')
    const owner = ownerOfShortcut(db, shortcut)
    if (owner !== undefined && owner !== input.quickReplyId) return fail('quick-reply-shortcut-taken', { quickReplyId: owner })
    const quickReplyId = input.quickReplyId ?? (newId('qrp', random, now) as QuickReplyId)
    saveReply(db, { quickReplyId, shortcut, title: input.title.trim(), text, language, translations, retailerIds, mediaFileIds }, now)
    announceAfter(deps, db)
    const saved = findReply(db, quickReplyId, locale)
    assert(saved !== undefined, 'the row was written in this transaction')
    return ok(viewOf(db, files, saved))
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
