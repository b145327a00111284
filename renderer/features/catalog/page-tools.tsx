import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { RadioGroup, SearchField } from '../../ui/index.ts'
import type { GridView } from './list/product-grid.tsx'
import type { Products } from './list/use-products.ts'

type PageToolsProps = { readonly shown: Products; readonly view: GridView; readonly onView: (view: GridView) => void }

/** Search, what to show, and how. */
export function PageTools({ shown, view, onView }: PageToolsProps): ReactNode {
  const { t, number } = useWords()
  const counts = shown.facts?.counts
  const counted = (id: 'catalog.only.problems' | 'catalog.only.drafts', count: number | undefined) => t(id, { count: number(count ?? 0) })
  return (
    <>
      <SearchField label={t('catalog.search')} value={shown.search} onChange={shown.setSearch} testId="catalog-list-search" />
      <RadioGroup
        label={t('catalog.only')}
        isLabelHidden
        look="segments"
        value={shown.only}
        onChange={shown.setOnly}
        testId="catalog-only"
        options={[
          { value: 'all', label: t('catalog.only.all') },
          { value: 'sendable', label: t('catalog.only.sendable') },
          { value: 'problems', label: counted('catalog.only.problems', counts?.problems) },
          { value: 'drafts', label: counted('catalog.only.drafts', counts?.drafts) },
        ]}
      />
      <RadioGroup
        label={t('catalog.view')}
        isLabelHidden
        look="segments"
        value={view}
        onChange={onView}
        testId="catalog-view"
        options={[
          { value: 'grid', label: t('catalog.view.grid') },
          { value: 'list', label: t('catalog.view.list') },
        ]}
      />
    </>
  )
}
