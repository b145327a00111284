import type { CSSProperties, ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button } from '../button/button.tsx'
import { cx } from '../styles/cx.ts'
import styles from './data.module.css'

/** One column: how it is named, and how a row fills it. */
export type Column<Row> = {
  readonly id: string
  readonly header: ReactNode
  readonly cell: (row: Row) => ReactNode
  readonly align?: 'start' | 'end' | undefined
  /** The cell that names the row; exactly one column has it. */
  readonly isRowHeader?: boolean | undefined
  /** Width in CSS, e.g. `28%`; columns without share what is left. */
  readonly width?: string | undefined
}

type TableProps<Row> = {
  /** What the table shows, for screen readers. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly onOpen?: ((row: Row) => void) | undefined
  /** Next page of the list; null at its end. */
  readonly more?: (() => void) | null | undefined
  readonly isFetchingMore?: boolean | undefined
  readonly testId?: string | undefined
}

const widthOf = (columns: number): CSSProperties => ({ '--columns': columns }) as CSSProperties

/** A table of words and numbers. A click anywhere in a row opens it; the keyboard uses the link in the row's header cell. */
export function Table<Row>({ label, columns, rows, rowId, onOpen, more, isFetchingMore, testId }: TableProps<Row>): ReactNode {
  const { t } = useWords()
  return (
    <>
      <div className={styles['wide']} style={widthOf(columns.length)}>
        <table className={styles['table']} aria-label={label} data-testid={testId}>
          <colgroup>
            {columns.map((column) => (
              <col key={column.id} style={column.width === undefined ? {} : { inlineSize: column.width }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.id} scope="col" data-align={column.align}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <TableRow key={rowId(row)} row={row} id={rowId(row)} columns={columns} onOpen={onOpen} testId={testId} />
            ))}
          </tbody>
        </table>
      </div>
      {more === undefined || more === null ? null : (
        <div className={styles['more']}>
          <Button onPress={more} isBusy={isFetchingMore} testId={`${testId ?? 'table'}-more`}>
            {t('ui.showMore')}
          </Button>
        </div>
      )}
    </>
  )
}

type TableRowProps<Row> = Pick<TableProps<Row>, 'columns' | 'onOpen' | 'testId'> & { readonly row: Row; readonly id: string }

const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, label, [role=checkbox]') !== null
const hasSelectedText = (): boolean => (window.getSelection()?.toString() ?? '') !== ''

function TableRow<Row>({ row, id, columns, onOpen, testId }: TableRowProps<Row>): ReactNode {
  return (
    // The row's own link does the same for the keyboard; the click on the row is only a larger target for the pointer.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr
      className={cx(onOpen !== undefined && styles['opens'])}
      data-testid={testId === undefined ? undefined : `${testId}-row`}
      data-id={id}
      onClick={(event) => {
        if (onOpen !== undefined && !isControl(event.target) && !hasSelectedText()) onOpen(row)
      }}
    >
      {columns.map((column) =>
        column.isRowHeader === true ? (
          <th key={column.id} scope="row" data-align={column.align}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} data-align={column.align}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  )
}
