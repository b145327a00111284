import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { languageName, useWords } from '../../i18n/index.ts'
import { Button, EmptyState, ErrorStrip, IconButton, Page, SearchField, Skeleton, Stack, Table, useToast } from '../../ui/index.ts'
import { OrderWordsDialog } from './order-words-dialog.tsx'
import { QuickReplyDialog } from './quick-reply-dialog.tsx'

type QuickReply = CallOutput<'quickReply.list'>['quickReplies'][number]

/** The shop's quick replies: find, add, change, remove. */
export function QuickRepliesPage(): ReactNode {
  const { t, number } = useWords()
  const [search, setSearch] = useState('')
  const [editing, setEditing] = useState<QuickReply | 'new' | null>(null)
  const [isWording, setIsWording] = useState(false)
  const list = useCall('quickReply.list', { search }, { keepPrevious: true })
  const rows = list.data?.quickReplies ?? []
  const isEmpty = rows.length === 0 && search === ''
  const add = (
    <Button variant="main" icon="plus" onPress={() => setEditing('new')} testId="quick-replies-new">
      {t('quick-reply.new')}
    </Button>
  )
  return (
    <Page
      title={t('quick-reply.title')}
      aside={list.data === undefined ? null : number(rows.length)}
      actions={
        <>
          <Button onPress={() => setIsWording(true)} testId="quick-replies-order-words">
            {t('order.words.title')}
          </Button>
          {isEmpty ? null : add}
        </>
      }
      tools={<SearchField label={t('quick-reply.search')} value={search} onChange={setSearch} testId="quick-replies-search" />}
      width="flush"
      testId="quick-replies"
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={6} rowHeight="table" /> : null}
      {list.data === undefined ? null : <Found rows={rows} isEmpty={isEmpty} add={add} onEdit={setEditing} />}
      <Editing editing={editing} onClose={() => setEditing(null)} />
      {isWording ? <OrderWordsDialog onClose={() => setIsWording(false)} /> : null}
    </Page>
  )
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
  if (isEmpty) return <EmptyState icon="bolt" title={t('quick-reply.empty.title')} text={t('quick-reply.empty.text')} action={add} />
  if (rows.length === 0) return <EmptyState icon="search" title={t('quick-reply.none')} />
  return <Rows rows={rows} onEdit={onEdit} />
}

function Rows({ rows, onEdit }: { readonly rows: readonly QuickReply[]; readonly onEdit: (row: QuickReply) => void }): ReactNode {
  const { t, number, list, locale } = useWords()
  const remove = useRemove()
  return (
    <Table
      label={t('quick-reply.title')}
      rows={rows}
      rowId={(row) => row.quickReplyId}
      onOpen={onEdit}
      testId="quick-replies-table"
      columns={[
        { id: 'title', header: t('quick-reply.column.title'), width: '22%', isRowHeader: true, cell: (row) => row.title },
        { id: 'shortcut', header: t('quick-reply.column.shortcut'), width: '14%', cell: (row) => `/${row.shortcut}` },
        { id: 'text', header: t('quick-reply.column.text'), cell: (row) => row.text.replaceAll('\n', ' ') },
        {
          id: 'languages',
          header: t('quick-reply.column.languages'),
          width: '130px',
          cell: (row) =>
            list([row.language, ...row.translations.map(({ language }) => language)].map((code) => languageName(code, locale))),
        },
        {
          id: 'products',
          header: t('quick-reply.column.products'),
          width: '90px',
          align: 'end',
          cell: (row) => (row.retailerIds.length === 0 ? '' : number(row.retailerIds.length)),
        },
        { id: 'used', header: t('quick-reply.column.used'), width: '120px', align: 'end', cell: (row) => number(row.timesUsed) },
        {
          id: 'actions',
          header: t('quick-reply.column.actions'),
          width: '140px',
          align: 'end',
          cell: (row) => (
            <Stack isRow gap={1} align="end">
              <Button
                size="small"
                label={t('quick-reply.editOf', { title: row.title })}
                onPress={() => onEdit(row)}
                testId="quick-replies-edit"
              >
                {t('quick-reply.edit')}
              </Button>
              <IconButton
                icon="trash"
                size="small"
                label={t('quick-reply.removeOf', { title: row.title })}
                onPress={() => remove(row)}
                testId="quick-replies-remove"
              />
            </Stack>
          ),
        },
      ]}
    />
  )
}

/** Removes at once and offers Undo, which writes the same words again. */
function useRemove(): (row: QuickReply) => void {
  const { t } = useWords()
  const toast = useToast()
  const removing = useMutationCall('quickReply.remove')
  const saving = useMutationCall('quickReply.save')
  const remove = async ({ quickReplyId, title, ...rest }: QuickReply): Promise<void> => {
    const { shortcut, text, language, translations, retailerIds } = rest
    const kept = { shortcut, text, language, translations, retailerIds }
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
