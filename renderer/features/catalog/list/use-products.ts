import { useState } from 'react'
import { usePages, type CallInput, type CallOutput, type PagedReading } from '../../../bridge/index.ts'

/** Which products are shown. */
export type Only = NonNullable<CallInput<'catalog.list'>['only']>
type Page = CallOutput<'catalog.list'>

export type Products = {
  readonly list: PagedReading<Page>
  /** What the newest answer says of the whole catalog; undefined before the first. */
  readonly facts: Page | undefined
  readonly products: Page['products']
  readonly search: string
  readonly setSearch: (search: string) => void
  readonly only: Only
  readonly setOnly: (only: Only) => void
  readonly setId: string | null
  readonly setSetId: (setId: string | null) => void
  readonly isFiltered: boolean
}

/** Small enough that the first page stands at once, pictures and all. */
const PAGE_SIZE = 100

/** The products as asked for: by letters, by what is wrong or waits, by set. */
export function useProducts(): Products {
  const [search, setSearch] = useState('')
  const [only, setOnly] = useState<Only>('all')
  const [setId, setSetId] = useState<string | null>(null)
  const list = usePages('catalog.list', { search, only, limit: PAGE_SIZE, ...(setId === null ? {} : { setId }) })
  return {
    list,
    facts: list.pages.at(-1),
    products: list.pages.flatMap((page) => page.products),
    search,
    setSearch,
    only,
    setOnly,
    setId,
    setSetId,
    isFiltered: search !== '' || only !== 'all' || setId !== null,
  }
}
