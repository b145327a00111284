import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, EmptyState, ErrorStrip, IconButton, Link, Page, Quiet, Skeleton, Table, useMay, type Column } from '../../../ui/index.ts'
import { FieldDialog } from './field-dialog.tsx'
import { RemoveFieldDialog } from './remove-field-dialog.tsx'
import type { Field } from './value-words.ts'

/** Facts that the shop wants to know of its customers, added, renamed and removed. */
export function FieldsPage(): ReactNode {
  const { t } = useWords()
  const list = useCall('customer.fields', {})
  const mayAdd = useMay()('customer.saveField')
  const [editing, setEditing] = useState<Field | 'new' | null>(null)
  const [removing, setRemoving] = useState<Field | null>(null)
  const fields = list.data?.fields ?? []
  const add = (
    <Button needs="customer.saveField" variant="main" icon="plus" onPress={() => setEditing('new')} testId="customer-fields-add">
      {t('record.fields.add')}
    </Button>
  )
  return (
    <Page
      title={t('record.fields.title')}
      testId="customer-fields"
      actions={
        <>
          <Link to={routes.customers()} look="button">
            {t('customer.title')}
          </Link>
          {fields.length === 0 ? null : add}
        </>
      }
    >
      <Quiet>{t('record.fields.lead')}</Quiet>
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={4} /> : null}
      {list.data !== undefined && fields.length === 0 ? (
        <EmptyState icon="list" title={t('record.fields.none')} text={mayAdd ? t('record.fields.noneText') : undefined} action={add} />
      ) : null}
      {fields.length === 0 ? null : <FieldTable fields={fields} onEdit={setEditing} onRemove={setRemoving} />}
      {editing === null ? null : <FieldDialog field={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {removing === null ? null : <RemoveFieldDialog field={removing} onClose={() => setRemoving(null)} />}
    </Page>
  )
}

type FieldTableProps = {
  readonly fields: readonly Field[]
  readonly onEdit: (field: Field) => void
  readonly onRemove: (field: Field) => void
}

function FieldTable({ fields, onEdit, onRemove }: FieldTableProps): ReactNode {
  const { t, list } = useWords()
  const mayChange = useMay()('customer.saveField')
  const columns: readonly Column<Field>[] = [
    { id: 'label', header: t('record.fields.label'), isRowHeader: true, width: '30%', cell: ({ label }) => <bdi>{label}</bdi> },
    {
      id: 'kind',
      header: t('record.fields.kind'),
      cell: ({ kind, choices }) => (
        <>
          {t(`record.fields.kind.${kind}`)} {choices.length === 0 ? null : <Quiet isSmall>{list(choices)}</Quiet>}
        </>
      ),
    },
    { id: 'column', header: t('record.fields.column'), cell: ({ isColumn }) => t(isColumn ? 'record.fields.yes' : 'record.fields.no') },
    { id: 'used', header: t('record.fields.used'), cell: ({ used }) => t('record.fields.usedCount', { count: used }) },
    {
      id: 'do',
      header: '',
      align: 'end',
      cell: (field) => (
        <IconButton
          needs="customer.removeField"
          icon="trash"
          size="small"
          label={t('record.fields.remove', { label: field.label })}
          onPress={() => onRemove(field)}
          testId="customer-fields-remove"
        />
      ),
    },
  ]
  return (
    <Table
      label={t('record.fields.title')}
      columns={columns}
      rows={fields}
      rowId={({ fieldId }) => fieldId}
      {...(mayChange ? { onOpen: onEdit } : {})}
      testId="customer-field"
    />
  )
}
