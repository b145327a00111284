import type { ReactNode } from 'react'
import type { AppError } from '#contract/kernel/result.ts'
import { useWords } from '../i18n/index.ts'
import { routes } from '../navigation/index.ts'
import { Button, Dialog, ErrorStrip, Link, Phone, Quiet, Skeleton, Table } from '../ui/index.ts'

type Person = { readonly customerId: string; readonly name: string; readonly phone: string | null }

/** People as they come page by page. */
type People = {
  readonly pages: readonly { readonly people: readonly Person[] }[]
  readonly error: AppError | null
  readonly isLoading: boolean
  readonly isFetchingMore: boolean
  readonly more: (() => void) | null
  readonly refetch: () => void
}

type PeopleDialogProps = {
  readonly title: string
  readonly lead?: string | undefined
  readonly people: People
  readonly onClose: () => void
  readonly testId: string
}

/** The people behind a number, each with the way to their page. */
export function PeopleDialog({ title, lead, people, onClose, testId }: PeopleDialogProps): ReactNode {
  const { t } = useWords()
  const rows = people.pages.flatMap((page) => page.people)
  const footer = (
    <Button onPress={onClose} testId={`${testId}-close`}>
      {t('ui.close')}
    </Button>
  )
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide" testId={testId} footer={footer}>
      {lead === undefined ? null : <p>{lead}</p>}
      {people.error === null ? null : <ErrorStrip error={people.error} action={{ label: t('ui.tryAgain'), onAction: people.refetch }} />}
      {people.isLoading ? <Skeleton rows={5} rowHeight="table" /> : null}
      {rows.length === 0 ? null : (
        <Table
          label={title}
          rows={rows}
          rowId={(person) => person.customerId}
          more={people.more}
          isFetchingMore={people.isFetchingMore}
          testId={`${testId}-list`}
          columns={[
            {
              id: 'name',
              header: t('customer.column.name'),
              isRowHeader: true,
              cell: (person) => (
                <Link to={routes.customer(person.customerId)}>{person.name === '' ? t('customer.noName') : <bdi>{person.name}</bdi>}</Link>
              ),
            },
            {
              id: 'phone',
              header: t('customer.column.handle'),
              cell: (person) => (person.phone === null ? <Quiet>{t('ui.noNumber')}</Quiet> : <Phone phone={person.phone} />),
            },
          ]}
        />
      )}
    </Dialog>
  )
}
