import type { ReactNode } from 'react'
import { usePages } from '../bridge/index.ts'
import { useWords } from '../i18n/index.ts'
import { PeopleDialog } from './people-dialog.tsx'
import type { Rule } from './types.ts'

type GroupPeopleProps = { readonly rule: Rule; readonly onClose: () => void; readonly testId: string }

/** Everybody that a rule holds for, page by page. */
export function GroupPeople({ rule, onClose, testId }: GroupPeopleProps): ReactNode {
  const { t } = useWords()
  const people = usePages('group.people', { rule })
  return <PeopleDialog title={t('group.people.title')} people={people} onClose={onClose} testId={testId} />
}
