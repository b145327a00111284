import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { PlainText, Quiet } from '../../ui/index.ts'
import { mixesScripts } from './mixed-scripts.ts'

/**
 * What a customer calls themselves, kept apart from the words around it: letters that nobody sees stand as their number,
 * and a name that borrows look-alike letters of another writing says so.
 */
export function CustomerName({ name }: { readonly name: string }): ReactNode {
  const { t } = useWords()
  if (name === '') return t('customer.noName')
  return (
    <>
      <bdi>
        <PlainText text={name} />
      </bdi>
      {mixesScripts(name) ? <Quiet isSmall> {t('record.name.mixed')}</Quiet> : null}
    </>
  )
}
