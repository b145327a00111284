import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { languageName, useWords } from '../../i18n/index.ts'
import { useSaving } from '../../printing/index.ts'
import { matchShortcuts } from '../../text-match/index.ts'
import {
  Button,
  EmptyState,
  ErrorStrip,
  IconButton,
  Page,
  SearchField,
  Skeleton,
  Stack,
  Table,
  useMay,
  useToast,
  type Column,
} from '../../ui/index.ts'
import { OrderWordsDialog } from './order-words-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { QuickReplyDialog } from './quick-reply-dialog.tsx'

type QuickReply = CallOutput<'quickReply.list'>['quickReplies'][number]

/** Those that fit what was typed, in any of their languages; the sign that calls them may stand before it. */
function found(all: readonly QuickReply[], search: string): readonly QuickReply[] {
  const typed = search.trim().replace(/^[/／、]+/u, '')
  const searched = all.map((row) => ({ row, ...row, text: [row.text, ...row.translations.map(({ text }) => text)].join('\n') }))
  return matchShortcuts(searched, typed).map(({ row }) => row)
}

/** The shop's quick replies: find, add, change, remove. */
export function QuickRepliesPage(): ReactNode {
  const { t, number } = useWords()
  const [search, setSearch] = useState('')
  const [editing, setEditing] = useState<QuickReply | 'new' | null>(null)
  const [opened, setOpened] = useState<'words' | 'import' | null>(null)
  const exporting = useExport()
  const list = useCall('quickReply.list', {})
  const rows = found(list.data?.quickReplies ?? [], search)
  const isEmpty = rows.length === 0 && search === ''
  const add = (
    <Button variant="main" icon="plus" onPress={() => setEditing('new')} needs="quickReply.save" testId="quick-replies-new">
      {t('quick-reply.new')}
    </Button>
  )
  return (
    <Page
      title={t('quick-reply.title')}
      aside={list.data === undefined ? null : number(rows.length)}
      actions={
        <>
          <Button onPress={() => setOpened('words')} needs="order.saveWords" testId="quick-replies-order-words">
            {t('order.words.title')}
          </Button>
          <Button icon="upload" onPress={() => setOpened('import')} needs="quickReply.import" testId="quick-replies-import">
            {t('quick-reply.import.action')}
          </Button>
          {isEmpty ? null : (
            <Button
              icon="download"
              onPress={exporting.run}
              isBusy={exporting.isBusy}
              needs="quickReply.export"
              testId="quick-replies-export"
            >
              {t('quick-reply.export.action')}
            </Button>
          )}
          {isEmpty ? null : add}
        </>
      }
      tools={<SearchField label={t('quick-reply.search')} value={search} onChange={setSearch} testId="quick-replies-search" />}
      width="flush"
      testId="quick-replies"
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {exporting.error === null ? null : <ErrorStrip error={exporting.error} />}
      {list.isLoading ? <Skeleton rows={6} rowHeight="table" /> : null}
      {list.data === undefined ? null : <Found rows={rows} isEmpty={isEmpty} add={add} onEdit={setEditing} />}
      <Editing editing={editing} onClose={() => setEditing(null)} />
      {opened === 'words' ? <OrderWordsDialog onClose={() => setOpened(null)} /> : null}
      {opened === 'import' ? <ImportDialog onClose={() => setOpened(null)} /> : null}
    </Page>
  )
}

/** Asks where to save, then writes the table there. */
function useExport() {
  const { t, locale } = useWords()
  const toast = useToast()
  const saving = useSaving()
  const exporting = useMutationCall('quickReply.export')
  const write = async (target: string): Promise<boolean> => {
    const result = await exporting.run({ target, locale })
    if (result.ok) toast({ text: t('quick-reply.export.done', { count: result.value.quickReplies, file: result.value.fileName }) })
    return result.ok
  }
  return {
    run: () => saving.save('export-csv', t('quick-reply.export.file'), write),
    isBusy: saving.isBusy || exporting.isRunning,
    error: exporting.error ?? saving.error,
  }
}

function Editing({ editing, onClose }: { readonly editing: QuickReply | 'new' | null; readonly onClose: () => void }): ReactNode {
  return editing === null ? null : <QuickReplyDialog quickReply={editing === 'new' ? null : editing} onClose={onClose} />
}

type FoundProps = {
  readonly rows: readonly QuickReply[]
  readonly isEmpty: boolean
  readonly add: ReactNode
  readonly onEdit: (row: QuickReply) => void
}

function Found({ rows, isEmpty, add, onEdit }: FoundProps): ReactNode {
  const { t } = useWords()
  if (isEmpty)
    return (
      <EmptyState
        icon="bolt"
        title={t('quick-reply.empty.title')}
        text={t('quick-reply.empty.text')}
        action={add}
        invites={{ needs: 'quickReply.save', otherwise: t('quick-reply.empty.title') }}
      />
    )
  if (rows.length === 0) return <EmptyState icon="search" title={t('quick-reply.none')} />
  return <Rows rows={rows} onEdit={onEdit} />
}

function Rows({ rows, onEdit }: { readonly rows: readonly QuickReply[]; readonly onEdit: (row: QuickReply) => void }): ReactNode {
  const { t, number, list, locale } = useWords()
  const mayChange = useMay()('quickReply.save')
  const actions: Column<QuickReply> = {
    id: 'actions',
    header: t('quick-reply.column.actions'),
    width: '140px',
    align: 'end',
    cell: (row) => <Actions row={row} onEdit={onEdit} />,
  }
  return (
    <Table
      label={t('quick-reply.title')}
      rows={rows}
      rowId={(row) => row.quickReplyId}
      onOpen={mayChange ? onEdit : undefined}
      testId="quick-replies-table"
      columns={[
        { id: 'title', header: t('quick-reply.column.title'), width: '15%', isRowHeader: true, cell: (row) => row.title },
        { id: 'shortcut', header: t('quick-reply.column.shortcut'), width: '10%', cell: (row) => `/${row.shortcut}` },
        { id: 'text', header: t('quick-reply.column.text'), cell: (row) => row.text.replaceAll('\n', ' ') },
        {
          id: 'languages',
          header: t('quick-reply.column.languages'),
          width: '13%',
          cell: (row) =>
            list([row.language, ...row.translations.map(({ language }) => language)].map((code) => languageName(code, locale))),
        },
        {
          id: 'files',
          header: t('quick-reply.column.files'),
          width: '7%',
          align: 'end',
          cell: (row) => (row.files.length === 0 ? '' : number(row.files.length)),
        },
        {
          id: 'products',
          header: t('quick-reply.column.products'),
          width: '7%',
          align: 'end',
          cell: (row) => (row.retailerIds.length === 0 ? '' : number(row.retailerIds.length)),
        },
        { id: 'used', header: t('quick-reply.column.used'), width: '9%', align: 'end', cell: (row) => number(row.timesUsed) },
        ...(mayChange ? [actions] : []),
      ]}
    />
  )
}

function Actions({ row, onEdit }: { readonly row: QuickReply; readonly onEdit: (row: QuickReply) => void }): ReactNode {
  const { t } = useWords()
  const remove = useRemove()
  return (
    <Stack isRow gap={1} align="end">
      <Button
        size="small"
        label={t('quick-reply.editOf', { title: row.title })}
        onPress={() => onEdit(row)}
        needs="quickReply.save"
        testId="quick-replies-edit"
      >
        {t('quick-reply.edit')}
      </Button>
      <IconButton
        icon="trash"
        size="small"
        label={t('quick-reply.removeOf', { title: row.title })}
        onPress={() => remove(row)}
        needs={['quickReply.remove', 'quickReply.save']}
        testId="quick-replies-remove"
      />
    </Stack>
  )
}

/** Removes at once and offers Undo, which writes the same words again. */
function useRemove(): (row: QuickReply) => void {
  const { t } = useWords()
  const toast = useToast()
  const removing = useMutationCall('quickReply.remove')
  const saving = useMutationCall('quickReply.save')
  const remove = async ({ quickReplyId, title, ...rest }: QuickReply): Promise<void> => {
    const { shortcut, text, language, translations, retailerIds, files } = rest
    const kept = { shortcut, text, language, translations, retailerIds, mediaFileIds: files.map(({ file }) => file.mediaFileId) }
    const result = await removing.run({ quickReplyId })
    if (!result.ok) toast({ text: t(`errors.${result.error.code}.what`), tone: 'trouble' })
    else
      toast({
        text: t('quick-reply.removed', { title }),
        action: { label: t('ui.undo'), onAction: () => void saving.run({ title, ...kept }) },
      })
  }
  return (row) => void remove(row)
}
