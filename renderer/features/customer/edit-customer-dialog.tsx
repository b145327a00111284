import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip } from '../../ui/index.ts'
import { datesOf, draftsOf, problemOf } from './dates/date-draft.ts'
import { DatesForm } from './dates/dates-form.tsx'
import { changedValues, draftsOfValues, ValuesForm } from './fields/values-form.tsx'
import { FactsForm, tagsOf, type Facts } from './facts-form.tsx'
import type { CustomerCard } from './types.ts'

const factsOf = (customer: CustomerCard): Facts => ({
  phone: customer.phone ?? '',
  name: customer.name,
  addressAs: customer.addressAs,
  language: customer.language ?? '',
  tags: customer.tags.join(', '),
  note: customer.note,
})

/** Changes the facts of a customer. The number is the customer's own and is not changed here. */
export function EditCustomerDialog({ customer, onClose }: { readonly customer: CustomerCard; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('customer.save')
  const [facts, setFacts] = useState(() => factsOf(customer))
  const [dates, setDates] = useState(() => draftsOf(customer.dates))
  const [values, setValues] = useState(() => draftsOfValues(customer.fields))
  const [isChecked, setIsChecked] = useState(false)
  const save = async (): Promise<void> => {
    setIsChecked(true)
    if (dates.some((draft) => problemOf(draft, dates) !== null)) return
    const { name, addressAs, language, tags, note } = facts
    const result = await saving.run({
      customerId: customer.customerId,
      name,
      addressAs,
      language: language === '' ? null : language,
      tags: tagsOf(tags),
      note,
      dates: datesOf(dates),
      fields: changedValues(customer.fields, values),
    })
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={t('customer.edit')}
      isOpen
      onClose={onClose}
      testId="customer-edit"
      footer={
        <>
          <Button onPress={onClose} testId="customer-edit-cancel">
            {t('ui.cancel')}
          </Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="customer-edit-save">
            {t('ui.save')}
          </Button>
        </>
      }
    >
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      <FactsForm
        facts={facts}
        onChange={(part) => setFacts((before) => ({ ...before, ...part }))}
        withPhone={false}
        phoneError={null}
        testId="customer-edit"
      />
      <ValuesForm drafts={values} onChange={setValues} />
      <DatesForm drafts={dates} onChange={(next) => setDates([...next])} isChecked={isChecked} />
    </Dialog>
  )
}
