import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Columns, RadioGroup, TextField } from '../../../ui/index.ts'
import type { AccountDraft, AccountField } from '../account-form.ts'

type FieldsProps = {
  readonly draft: AccountDraft
  readonly change: (part: Partial<AccountDraft>) => void
  readonly problem: (field: AccountField) => string | null
}

/** Where the number lives: at Meta, or at a provider with an address and a way to carry the key of its own. */
export function WhereFields({ draft, change, problem }: FieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <RadioGroup
        label={t('connection.account.kind')}
        isRow
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={(['meta', 'provider'] as const).map((value) => ({ value, label: t(`connection.account.kind.${value}`) }))}
        testId="connection-account-kind"
      />
      {draft.kind === 'provider' ? (
        <>
          <TextField
            label={t('connection.account.baseUrl')}
            type="url"
            value={draft.baseUrl}
            onChange={(baseUrl) => change({ baseUrl })}
            isRequired
            hint={t('connection.account.baseUrlHint')}
            error={problem('baseUrl')}
            testId="connection-account-base-url"
          />
          <Columns>
            <TextField
              label={t('connection.account.authHeader')}
              value={draft.authHeader}
              onChange={(authHeader) => change({ authHeader })}
              hint={t('connection.account.authHeaderHint')}
              error={problem('authHeader')}
              testId="connection-account-header"
            />
            <TextField
              label={t('connection.account.apiVersion')}
              value={draft.apiVersion}
              onChange={(apiVersion) => change({ apiVersion })}
              hint={t('connection.account.apiVersionHint')}
              error={problem('apiVersion')}
              testId="connection-account-version"
            />
          </Columns>
        </>
      ) : null}
    </>
  )
}

/** The two secrets, masked from the first letter on. */
export function SecretFields({ draft, change, problem, onSubmit }: FieldsProps & { readonly onSubmit: () => void }): ReactNode {
  const { t } = useWords()
  return (
    <Columns>
      <TextField
        label={t('connection.account.token')}
        type="password"
        autoComplete="off"
        value={draft.token}
        onChange={(token) => change({ token })}
        isRequired
        hint={t('connection.account.tokenHint')}
        error={problem('token')}
        maxLength={2048}
        onSubmit={onSubmit}
        testId="connection-account-token"
      />
      <TextField
        label={t('connection.account.appSecret')}
        type="password"
        autoComplete="off"
        value={draft.appSecret}
        onChange={(appSecret) => change({ appSecret })}
        isOptional
        hint={t('connection.account.appSecretHint')}
        maxLength={256}
        onSubmit={onSubmit}
        testId="connection-account-secret"
      />
    </Columns>
  )
}
