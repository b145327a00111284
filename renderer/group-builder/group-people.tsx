import type { ReactNode } from 'react'
import { usePages } from '../bridge/index.ts'
import { useWords } from '../i18n/index.ts'
import { routes } from '../navigation/index.ts'
import { Button, Dialog, ErrorStrip, Link, Phone, Quiet, Skeleton, Table } from '../ui/index.ts'
import type { Rule } from './types.ts'

type GroupPeopleProps = { readonly rule: Rule; readonly onClose: () => void; readonly testId: string }

/** Everybody that a rule holds for, page by page. */
export function GroupPeople({ rule, onClose, testId }: GroupPeopleProps): ReactNode {
  const { t } = useWords()
  const people = usePages('group.people', { rule })
  const rows = people.pages.flatMap((page) => page.people)
  const title = t('group.people.title')
  const footer = (
    <Button onPress={onClose} testId={`${testId}-close`}>
      {t('ui.close')}
    </Button>
  )
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide" testId={testId} footer={footer}>
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
