import type { CallName, CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import { counterUseCases } from './counter.ts'
import type { CatalogDeps } from './deps.ts'
import { draftUseCases } from './drafts.ts'
import { choices, setShopWindow } from './shop-window.ts'
import { importTable } from './table/import-table.ts'

type Output<N extends CallName> = Promise<Result<CallOutput<N>>>

/** Use cases that wait for each other, because each reads or writes the whole catalog at Meta. */
export type Queued = {
  sync(): Output<'catalog.sync'>
  publish(retailerIds: readonly string[] | undefined): Output<'catalog.publish'>
  saveSet(input: ParsedInput<'catalog.saveSet'>): Output<'catalog.saveSet'>
  removeSet(setId: string): Output<'catalog.removeSet'>
  link(catalogId: string | null): Output<'catalog.link'>
  list(input: ParsedInput<'catalog.list'>): Result<CallOutput<'catalog.list'>>
}

/** Binds calls to use cases. */
export function catalogHandlers(deps: CatalogDeps, queued: Queued): Handlers {
  const drafts = draftUseCases(deps)
  const counter = counterUseCases(deps)
  return {
    'catalog.sync': () => queued.sync(),
    'catalog.list': (input) => queued.list(input),
    'catalog.product': ({ retailerId }) => drafts.product(retailerId),
    'catalog.saveDraft': (input) => drafts.saveDraft(input),
    'catalog.setAvailability': (input) => counter.setAvailability(input),
    'catalog.markRemoved': ({ retailerIds }) => drafts.markRemoved(retailerIds),
    'catalog.discardDrafts': ({ retailerIds }) => drafts.discardDrafts(retailerIds),
    'catalog.setHidden': (input) => counter.setHidden(input),
    'catalog.review': () => drafts.review(),
    'catalog.publish': ({ retailerIds }) => queued.publish(retailerIds),
    'catalog.importFile': ({ file }, { signal }) => importTable(deps, file, signal),
    'catalog.setPhoto': (input) => counter.setPhoto(input),
    'catalog.saveSet': (input) => queued.saveSet(input),
    'catalog.removeSet': ({ setId }) => queued.removeSet(setId),
    'catalog.choices': () => choices(deps),
    'catalog.link': ({ catalogId }) => queued.link(catalogId),
    'catalog.setShopWindow': (input) => setShopWindow(deps, input),
  }
}
