import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Card, Columns, ErrorStrip, RadioGroup, Stack, Strip, TextField, useToast, focusFirstError } from '../../ui/index.ts'
import { connectInput, connectProblems, type ConnectDraft, type ConnectField } from './connect-rules.ts'

type Status = CallOutput<'connection.status'>
type ConnectFormProps = { readonly current: Status; readonly onCancel: (() => void) | null; readonly onDone: () => void }

const emptyDraft: ConnectDraft = {
  kind: 'meta',
  baseUrl: '',
  authHeader: 'D360-API-KEY',
  token: '',
  appSecret: '',
  phoneNumberId: '',
  wabaId: '',
  businessId: '',
  catalogId: '',
  receiving: 'none',
  receivingUrl: '',
}

/** The form begins with what is known; secrets are never known again and stand empty. */
function startingDraft(current: Status): ConnectDraft {
  if (current === null) return emptyDraft
  const { phoneNumberId, wabaId, catalogId, receiving } = current
  const isProvider = current.kind === 'provider'
  return {
    ...emptyDraft,
    kind: isProvider ? 'provider' : 'meta',
    baseUrl: isProvider ? current.baseUrl : '',
    phoneNumberId,
    wabaId,
    catalogId: catalogId ?? '',
    receiving: receiving.way === 'local' ? 'local' : 'none',
  }
}

type FieldProps = {
  readonly draft: ConnectDraft
  readonly change: (part: Partial<ConnectDraft>) => void
  readonly problem: (field: ConnectField) => string | null
}

/** Connects a number: key, ids, and the way in for messages. Checks run as soon as it is saved. */
export function ConnectForm({ current, onCancel, onDone }: ConnectFormProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const adding = useMutationCall('connection.add')
  const [draft, setDraft] = useState(() => startingDraft(current))
  const [isTried, setIsTried] = useState(false)
  const problems = connectProblems(draft)
  const problem = (field: ConnectField): string | null => {
    const found = problems[field]
    return isTried && found !== undefined ? t(`connection.form.${found}`) : null
  }
  const save = async (): Promise<void> => {
    setIsTried(true)
    if (Object.keys(problems).length > 0) {
      focusFirstError()
      return
    }
    const result = await adding.run(connectInput(draft))
    if (!result.ok) return
    toast({ text: t('connection.saved') })
    onDone()
  }
  const fields: FieldProps = { draft, problem, change: (part) => setDraft((before) => ({ ...before, ...part })) }
  return (
    <Card title={t('connection.form.title')} testId="connect-form">
      <p>{t('connection.form.lead')}</p>
      <WhereFields {...fields} />
      <SecretFields {...fields} />
      <IdFields {...fields} />
      <ReceivingFields {...fields} />
      <Strip tone="info">{t('connection.form.whatsappApp')}</Strip>
      {adding.error === null ? null : <ErrorStrip error={adding.error} testId="connect-form-error" />}
      <Stack isRow align="between">
        {onCancel === null ? <span /> : <Button onPress={onCancel}>{t('ui.cancel')}</Button>}
        <Button variant="main" onPress={() => void save()} isBusy={adding.isRunning} testId="connect-form-save">
          {t('connection.form.save')}
        </Button>
      </Stack>
    </Card>
  )
}

function WhereFields({ draft, change, problem }: FieldProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <RadioGroup
        label={t('connection.form.kind')}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        testId="connect-form-kind"
        options={(['meta', 'provider'] as const).map((value) => ({ value, label: t(`connection.form.kind.${value}`) }))}
      />
      {draft.kind === 'provider' ? (
        <Columns>
          <TextField
            label={t('connection.form.baseUrl')}
            type="url"
            value={draft.baseUrl}
            onChange={(baseUrl) => change({ baseUrl })}
            isRequired
            error={problem('baseUrl')}
            testId="connect-form-base-url"
          />
          <TextField
            label={t('connection.form.authHeader')}
            value={draft.authHeader}
            onChange={(authHeader) => change({ authHeader })}
            hint={t('connection.form.authHeaderHint')}
            testId="connect-form-header"
          />
        </Columns>
      ) : null}
    </>
  )
}

function SecretFields({ draft, change, problem }: FieldProps): ReactNode {
  const { t } = useWords()
  return (
    <Columns>
      <TextField
        label={t('connection.form.token')}
        type="password"
        autoComplete="off"
        value={draft.token}
        onChange={(token) => change({ token })}
        isRequired
        hint={t('connection.form.tokenHint')}
        error={problem('token')}
        maxLength={2048}
        testId="connect-form-token"
      />
      <TextField
        label={t('connection.form.appSecret')}
        type="password"
        autoComplete="off"
        value={draft.appSecret}
        onChange={(appSecret) => change({ appSecret })}
        isOptional
        hint={t('connection.form.appSecretHint')}
        maxLength={256}
        testId="connect-form-secret"
      />
    </Columns>
  )
}

function IdFields({ draft, change, problem }: FieldProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Columns>
        <TextField
          label={t('connection.form.phoneNumberId')}
          value={draft.phoneNumberId}
          onChange={(phoneNumberId) => change({ phoneNumberId })}
          isRequired
          hint={t('connection.form.idHint')}
          error={problem('phoneNumberId')}
          testId="connect-form-number"
        />
        <TextField
          label={t('connection.form.wabaId')}
          value={draft.wabaId}
          onChange={(wabaId) => change({ wabaId })}
          isRequired
          hint={t('connection.form.idHint')}
          error={problem('wabaId')}
          testId="connect-form-waba"
        />
      </Columns>
      <Columns>
        <TextField
          label={t('connection.form.businessId')}
          value={draft.businessId}
          onChange={(businessId) => change({ businessId })}
          isOptional
          error={problem('businessId')}
          testId="connect-form-business"
        />
        <TextField
          label={t('connection.form.catalogId')}
          value={draft.catalogId}
          onChange={(catalogId) => change({ catalogId })}
          isOptional
          error={problem('catalogId')}
          testId="connect-form-catalog"
        />
      </Columns>
    </>
  )
}

function ReceivingFields({ draft, change, problem }: FieldProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <RadioGroup
        label={t('connection.form.receiving')}
        value={draft.receiving}
        onChange={(receiving) => change({ receiving })}
        testId="connect-form-receiving"
        options={(['none', 'url', 'local'] as const).map((value) => ({
          value,
          label: t(`connection.form.receiving.${value}`),
          note: t(`connection.form.receiving.${value}Note`),
        }))}
      />
      {draft.receiving === 'url' ? (
        <TextField
          label={t('connection.form.receivingUrl')}
          type="url"
          value={draft.receivingUrl}
          onChange={(receivingUrl) => change({ receivingUrl })}
          isRequired
          error={problem('receivingUrl')}
          testId="connect-form-receiving-url"
        />
      ) : null}
    </>
  )
}
