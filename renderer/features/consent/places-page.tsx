import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { languageName, useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import {
  Button,
  DateTime,
  EmptyState,
  ErrorStrip,
  Link,
  Menu,
  Page,
  Quiet,
  Skeleton,
  Strip,
  Table,
  IconButton,
  useToast,
  type Column,
} from '../../ui/index.ts'
import { PlaceDialog } from './place-dialog.tsx'
import { PosterDialog } from './poster-dialog.tsx'
import type { Place } from './types.ts'

type Open = { readonly kind: 'edit'; readonly place: Place | null } | { readonly kind: 'print'; readonly place: Place }

/** Where customers agree by themselves: tills, tables, receipts, each with its word and its poster. */
export function PlacesPage(): ReactNode {
  const { t } = useWords()
  const list = useCall('consent.places', {})
  const [open, setOpen] = useState<Open | null>(null)
  const places = list.data?.places ?? []
  const add = (
    <Button
      needs={['consent.savePlace', 'consent.starter']}
      variant="main"
      icon="plus"
      onPress={() => setOpen({ kind: 'edit', place: null })}
      testId="consent-places-add"
    >
      {t('consent.add')}
    </Button>
  )
  return (
    <Page
      title={t('consent.title')}
      testId="consent-places"
      actions={
        <>
          <Link to={routes.customers()} look="button">
            {t('customer.title')}
          </Link>
          {places.length === 0 ? null : add}
        </>
      }
    >
      <Quiet>{t('consent.lead')}</Quiet>
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {places.some(({ link }) => link === null) ? <Strip tone="warning">{t('consent.noNumber')}</Strip> : null}
      {list.isLoading ? <Skeleton rows={4} /> : null}
      {list.data !== undefined && places.length === 0 ? (
        <EmptyState
          icon="shop"
          title={t('consent.none')}
          text={t('consent.noneText')}
          action={add}
          invites={{ needs: 'consent.savePlace', otherwise: t('consent.none.plain') }}
          testId="consent-places-none"
        />
      ) : null}
      {places.length === 0 ? null : <PlaceTable places={places} onOpen={setOpen} />}
      {open?.kind === 'edit' ? (
        <PlaceDialog place={open.place} onClose={() => setOpen(null)} onSaved={(place) => setOpen({ kind: 'print', place })} />
      ) : null}
      {open?.kind === 'print' ? <PosterDialog place={open.place} onClose={() => setOpen(null)} /> : null}
    </Page>
  )
}

type PlaceTableProps = { readonly places: readonly Place[]; readonly onOpen: (open: Open) => void }

function PlaceTable({ places, onOpen }: PlaceTableProps): ReactNode {
  const { t, locale } = useWords()
  const columns: readonly Column<Place>[] = [
    { id: 'name', header: t('consent.column.name'), isRowHeader: true, width: '30%', cell: ({ name }) => <bdi>{name}</bdi> },
    { id: 'keyword', header: t('consent.column.keyword'), cell: ({ keyword }) => <bdi dir="ltr">{keyword}</bdi> },
    { id: 'language', header: t('consent.column.language'), cell: ({ language }) => languageName(language, locale) },
    {
      id: 'joined',
      header: t('consent.column.joined'),
      cell: ({ joined }) => <span data-testid="consent-place-joined">{t('consent.joined', { count: joined })}</span>,
    },
    {
      id: 'last',
      header: t('consent.column.last'),
      cell: ({ lastJoinedAt }) => (lastJoinedAt === null ? '' : <DateTime at={lastJoinedAt} style="short" />),
    },
    { id: 'do', header: '', align: 'end', cell: (place) => <PlaceActions place={place} onOpen={onOpen} /> },
  ]
  return (
    <Table
      label={t('consent.title')}
      columns={columns}
      rows={places}
      rowId={({ placeId }) => placeId}
      onOpen={(place) => onOpen({ kind: 'print', place })}
      more={null}
      isFetchingMore={false}
      testId="consent-place"
    />
  )
}

function PlaceActions({ place, onOpen }: { readonly place: Place; readonly onOpen: (open: Open) => void }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const removing = useMutationCall('consent.removePlace')
  const remove = async (): Promise<void> => {
    const removed = await removing.run({ placeId: place.placeId })
    toast(
      removed.ok ? { text: t('consent.removed', { name: place.name }) } : { text: t(`errors.${removed.error.code}.what`), tone: 'trouble' },
    )
  }
  const label = t('consent.actions', { name: place.name })
  return (
    <Menu
      label={label}
      trigger={<IconButton icon="more" size="small" label={label} testId="consent-place-more" />}
      actions={[
        {
          id: 'print',
          label: t('consent.print'),
          icon: 'print',
          isDisabled: place.link === null,
          onAction: () => onOpen({ kind: 'print', place }),
        },
        { id: 'edit', needs: 'consent.savePlace', label: t('consent.edit'), onAction: () => onOpen({ kind: 'edit', place }) },
        {
          id: 'remove',
          needs: 'consent.removePlace',
          label: t('consent.remove'),
          icon: 'trash',
          isDanger: true,
          onAction: () => void remove(),
        },
      ]}
    />
  )
}
