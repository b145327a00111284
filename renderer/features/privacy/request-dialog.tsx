import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { formatPhone, useWords } from '../../i18n/index.ts'
import { Button, ComboBox, DateTime, Dialog, ErrorStrip, Facts, Select, Stack, TextArea } from '../../ui/index.ts'
import type { PrivacyRequest } from './types.ts'

const KINDS = ['copy', 'erase', 'correct', 'restrict', 'object', 'other'] as const
const IDENTITIES = ['open', 'own-number', 'in-person', 'document'] as const
const MOST_FOUND = 20

type Form = Pick<PrivacyRequest, 'kind' | 'identity' | 'note'> & { readonly extendedWhy: string }

const formOf = (request: PrivacyRequest | null): Form => ({
  kind: request?.kind ?? 'copy',
  identity: request?.identity ?? 'open',
  note: request?.note ?? '',
  extendedWhy: request?.extendedWhy ?? '',
})

type RequestDialogProps = { readonly request: PrivacyRequest | null; readonly onSaved: () => void; readonly onClose: () => void }

/** Notes a request or works on one: who it is, how that was checked, why it takes longer, and how it ended. */
export function RequestDialog({ request, onSaved, onClose }: RequestDialogProps): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('privacy.saveRequest')
  const [form, setForm] = useState(() => formOf(request))
  const [customerId, setCustomerId] = useState<string | null>(request?.customerId ?? null)
  const isOpen = request === null || request.state === 'open'
  const save = async (close?: 'done' | 'refused'): Promise<void> => {
    const result = await saving.run({
      ...form,
      ...(request === null ? {} : { requestId: request.requestId }),
      ...(customerId === null ? {} : { customerId }),
      ...(close === undefined ? {} : { close: { state: close, outcome: '' } }),
    })
    if (!result.ok) return
    onSaved()
    onClose()
  }
  return (
    <Dialog
      title={t(request === null ? 'privacy.request.new' : 'privacy.request.title')}
      isOpen
      onClose={onClose}
      testId="privacy-request"
      footer={
        <Buttons
          isNew={request === null}
          isOpen={isOpen}
          isBusy={saving.isRunning}
          onSave={(close) => void save(close)}
          onClose={onClose}
        />
      }
    >
      <Stack gap={3}>
        {saving.error === null ? null : <ErrorStrip error={saving.error} />}
        {request === null ? null : <Times request={request} />}
        {isOpen ? (
          <Fields form={form} onChange={setForm} customerId={customerId} onCustomer={setCustomerId} name={request?.customerName ?? ''} />
        ) : (
          <p>{request.note}</p>
        )}
      </Stack>
    </Dialog>
  )
}

type ButtonsProps = {
  readonly isNew: boolean
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly onSave: (close?: 'done' | 'refused') => void
  readonly onClose: () => void
}

function Buttons({ isNew, isOpen, isBusy, onSave, onClose }: ButtonsProps): ReactNode {
  const { t } = useWords()
  if (!isOpen) return <Button onPress={onClose}>{t('ui.close')}</Button>
  return (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      {isNew ? null : (
        <>
          <Button onPress={() => onSave('refused')} isBusy={isBusy} testId="privacy-request-refuse">
            {t('privacy.request.refuse')}
          </Button>
          <Button onPress={() => onSave('done')} isBusy={isBusy} testId="privacy-request-done">
            {t('privacy.request.close')}
          </Button>
        </>
      )}
      <Button variant="main" onPress={() => onSave()} isBusy={isBusy} testId="privacy-request-save">
        {t('privacy.request.save')}
      </Button>
    </>
  )
}

function Times({ request }: { readonly request: PrivacyRequest }): ReactNode {
  const { t } = useWords()
  const closed = request.closedAt === null ? [] : [{ name: t('privacy.request.closed'), value: <DateTime at={request.closedAt} /> }]
  return (
    <Facts
      facts={[
        { name: t('privacy.request.received'), value: <DateTime at={request.receivedAt} style="date" /> },
        { name: t('privacy.request.due'), value: <DateTime at={request.dueAt} style="date" /> },
        ...closed,
      ]}
    />
  )
}

type FieldsProps = {
  readonly form: Form
  readonly onChange: (form: Form) => void
  readonly customerId: string | null
  readonly onCustomer: (customerId: string) => void
  readonly name: string
}

function Fields({ form, onChange, customerId, onCustomer, name }: FieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Select
        label={t('privacy.request.kind')}
        value={form.kind}
        onChange={(kind) => onChange({ ...form, kind })}
        choices={KINDS.map((value) => ({ value, label: t(`privacy.request.kind.${value}`) }))}
        testId="privacy-request-kind"
      />
      <CustomerField customerId={customerId} name={name} onChange={onCustomer} />
      <Select
        label={t('privacy.request.identity')}
        value={form.identity}
        onChange={(identity) => onChange({ ...form, identity })}
        choices={IDENTITIES.map((value) => ({ value, label: t(`privacy.request.identity.${value}`) }))}
        hint={t('privacy.request.identityHint')}
        testId="privacy-request-identity"
      />
      <TextArea
        label={t('privacy.request.note')}
        value={form.note}
        onChange={(note) => onChange({ ...form, note })}
        maxLength={2000}
        testId="privacy-request-note"
      />
      <TextArea
        label={t('privacy.request.extendedWhy')}
        hint={t('privacy.request.extendedHint')}
        value={form.extendedWhy}
        onChange={(extendedWhy) => onChange({ ...form, extendedWhy })}
        maxLength={500}
        testId="privacy-request-extended"
      />
    </>
  )
}

type CustomerFieldProps = { readonly customerId: string | null; readonly name: string; readonly onChange: (customerId: string) => void }

/** The customer whom it is about, found by a part of name or number. */
function CustomerField({ customerId, name, onChange }: CustomerFieldProps): ReactNode {
  const { t } = useWords()
  const [search, setSearch] = useState('')
  const list = useCall('customer.list', { search, limit: MOST_FOUND }, { keepPrevious: true })
  const known = list.data?.customers ?? []
  const choices = known.map((customer) => {
    const phone = customer.phone === null ? undefined : formatPhone(customer.phone)
    return {
      value: customer.customerId,
      label: customer.name === '' ? (phone ?? customer.username ?? customer.customerId) : customer.name,
      note: phone,
    }
  })
  const withOwn =
    customerId === null || choices.some(({ value }) => value === customerId) ? choices : [{ value: customerId, label: name }, ...choices]
  return (
    <ComboBox
      label={t('privacy.request.who')}
      value={customerId}
      onChange={onChange}
      onSearch={setSearch}
      choices={withOwn}
      testId="privacy-request-who"
    />
  )
}
