import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { Button, Dialog, ErrorStrip, Quiet } from '../../ui/index.ts'
import { changedValues, ValuesForm, type ValueDrafts } from './fields/values-form.tsx'
import { FactsForm, tagsOf, type Facts } from './facts-form.tsx'

const empty: Facts = { phone: '', name: '', addressAs: '', language: '', tags: '', note: '' }

/** Adds one customer by number. What they agreed to is recorded afterwards, on their own page. */
export function AddCustomerDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const saving = useMutationCall('customer.save')
  const [facts, setFacts] = useState(empty)
  const [values, setValues] = useState<ValueDrafts>({})
  const [isChecked, setIsChecked] = useState(false)
  const save = async (): Promise<void> => {
    setIsChecked(true)
    if (facts.phone.trim() === '') return
    const { phone, name, addressAs, language, tags, note } = facts
    const result = await saving.run({
      phone,
      name,
      addressAs,
      note,
      tags: tagsOf(tags),
      fields: changedValues([], values),
      ...(language === '' ? {} : { language }),
    })
    if (!result.ok) return
    onClose()
    go(routes.customer(result.value.customerId))
  }
  return (
    <Dialog
      title={t('customer.add')}
      isOpen
      onClose={onClose}
      testId="customer-add"
      footer={
        <>
          <Button onPress={onClose} testId="customer-add-cancel">
            {t('ui.cancel')}
          </Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="customer-add-save">
            {t('customer.add')}
          </Button>
        </>
      }
    >
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      <FactsForm
        facts={facts}
        onChange={(part) => setFacts((before) => ({ ...before, ...part }))}
        withPhone
        phoneError={isChecked && facts.phone.trim() === '' ? t('customer.field.phoneMissing') : null}
        testId="customer-add"
      />
      <ValuesForm drafts={values} onChange={setValues} />
      <Quiet isSmall>{t('customer.addConsentNote')}</Quiet>
    </Dialog>
  )
}
