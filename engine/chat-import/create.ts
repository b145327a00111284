import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CustomerId, ImportId } from '#contract/kernel/values.ts'
import { openChat, type OpenChat } from '../chat-file/index.ts'
import type { Handlers } from '../kernel/index.ts'
import { errorCodeOf, StoreError, type WriteHandle } from '../store/index.ts'
import { createDayReader } from '../table-file/index.ts'
import type { ChatImportDeps } from './deps.ts'
import { keptMessages, takeBackMessages } from './kept.ts'
import { sealFiles, type SealedFiles } from './seal-files.ts'
import { timed, unknownOf, type TimedMessage } from './timed.ts'

type Input = ParsedInput<'customer.importChat'>
type Outcome = CallOutput<'customer.importChat'>
type Asked = { readonly signal: AbortSignal; readonly by: string }

/** Chats that the phone app exported, taken into the history of one customer as of before. */
export function createChatImport(deps: ChatImportDeps): { readonly handlers: Handlers } {
  deps.customer.imports.onTakeBack((importId) => takeBackMessages(deps, importId))
  return {
    handlers: {
      'customer.inspectChat': (input, { signal }) => inspectChat(deps, input, signal),
      'customer.importChat': (input, { signal, person }) =>
        deps.customer.imports.alone((ended) => withoutStoreErrors(() => importChat(deps, input, { signal: ended, by: person })), signal),
    },
  }
}

async function inspectChat(
  deps: ChatImportDeps,
  { file }: ParsedInput<'customer.inspectChat'>,
  signal: AbortSignal,
): Promise<Result<CallOutput<'customer.inspectChat'>>> {
  const opened = await openChat(file, { signal })
  if (!opened.ok) return opened
  const { messages, dayFirst, unreadable } = opened.value.chat
  const people = new Map<string, number>()
  for (const { name } of messages) people.set(name, (people.get(name) ?? 0) + 1)
  const read = createDayReader(deps.vault.shop.timeZone)
  // Where the order of the days is open, their times would be a guess.
  const at = (index: number) => (dayFirst === null ? null : read(messages.at(index)?.wallTime ?? ''))
  return ok({
    people: [...people].map(([name, count]) => ({ name, messages: count })).toSorted((one, other) => other.messages - one.messages),
    messages: messages.length,
    files: messages.filter((message) => message.file !== null && message.file !== 'left-out' && opened.value.files.has(message.file.name))
      .length,
    firstAt: at(0),
    lastAt: at(-1),
    dayFirst,
    unreadable,
  } as CallOutput<'customer.inspectChat'>)
}

/**
 * Errors: those of reading a chat, chat-day-order, customer-number-refused, customer-erased-before, input-refused where the
 * shop is nobody in it, call-cancelled, those of the disk.
 */
async function importChat(deps: ChatImportDeps, input: Input, { signal, by }: Asked): Promise<Result<Outcome>> {
  const { imports } = deps.customer
  const whose = imports.whose(deps.vault.store.read, input.phone)
  if (!whose.ok) return whose
  const opened = await openChat(input.file, { dayFirst: input.dayFirst, signal })
  if (!opened.ok) return opened
  const chat = opened.value
  if (chat.chat.dayFirst === null) return fail('chat-day-order')
  if (!chat.chat.messages.some(({ name }) => name === input.shopName)) return fail('input-refused', { field: 'shopName' })
  const all = timed(chat, { shopName: input.shopName, timeZone: deps.vault.shop.timeZone })
  const fresh = unknownOf(deps, whose.value.customerSeq, all)
  const importId = imports.begin(chat.fileName, by)
  const facts = { importId, input, phone: whose.value.phone, isNew: whose.value.customerSeq === null, all, fresh, chat }
  if (input.dryRun)
    return ok(
      deps.vault.store.write((db) =>
        outcomeOf(deps, db, { ...facts, files: fresh.filter(({ file }) => file !== null && file !== 'left-out').length }),
      ),
    )
  const done = await bringIn(deps, facts, signal)
  if (!done.ok) await imports.drop(importId)
  return done
}

type Facts = {
  readonly importId: ImportId
  readonly input: Input
  readonly phone: string
  readonly isNew: boolean
  readonly all: readonly TimedMessage[]
  readonly fresh: readonly TimedMessage[]
  readonly chat: OpenChat
}

async function bringIn(deps: ChatImportDeps, facts: Facts, signal: AbortSignal): Promise<Result<Outcome>> {
  const sealed = await sealFiles(deps, { path: facts.input.file, messages: facts.fresh, signal })
  if (!sealed.ok) return sealed
  try {
    const kept = await keptMessages(deps, { ...facts, sealed: sealed.value, signal })
    if (!kept.ok) return kept
    return ok(
      deps.vault.store.write((db) => {
        const customerId = kept.value.customerId as CustomerId
        db.afterCommit(() => {
          deps.announcer.announce('inbox.changed', { customerId, kind: 'outbound' })
          deps.announcer.announce('customer.changed', { customerId })
        })
        return outcomeOf(deps, db, { ...facts, files: kept.value.files })
      }),
    )
  } finally {
    dropUnused(deps, sealed.value)
  }
}

/** Bytes that no row leads to are nobody's. */
function dropUnused({ media }: ChatImportDeps, files: SealedFiles): void {
  for (const { storedName, isKept } of files.values()) if (!isKept) media.dropSealed(storedName)
}

function outcomeOf({ customer }: ChatImportDeps, db: WriteHandle, facts: Facts & { readonly files: number }): Outcome {
  const known = facts.all.length - facts.fresh.length
  const isAdded = facts.isNew ? 1 : 0
  const counts = {
    rows: facts.all.length,
    new: isAdded,
    update: 1 - isAdded,
    same: known,
    duplicate: 0,
    suppressed: 0,
    refused: 0,
    noConsent: isAdded,
  }
  const run = customer.imports.end(db, facts.importId, { isDry: facts.input.dryRun, counts })
  return { run, messages: facts.fresh.length, files: facts.files, known }
}

/** A full or failing disk ends an import; what it had written goes at the next start. */
async function withoutStoreErrors<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof StoreError) return fail(errorCodeOf(cause.kind))
    throw cause
  }
}
