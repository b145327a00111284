import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  Allowed,
  Button,
  Card,
  Checkbox,
  DateTime,
  Dialog,
  ErrorStrip,
  IconButton,
  Limited,
  NumberField,
  Quiet,
  Skeleton,
  Stack,
  Strip,
  Tag,
  TextField,
  RuledList,
  RuledRow,
} from '../../ui/index.ts'
import styles from './integration.module.css'
import { CopyButton, SecretDialog } from './secret-dialog.tsx'
import type { Endpoint, Token } from './types.ts'

const SCOPES = ['read', 'notify', 'till'] as const

/** The endpoint for programs on this computer: on and off, its address, and a key for each program. */
export function EndpointCard(): ReactNode {
  const { t } = useWords()
  const reading = useCall('integration.endpoint', {})
  const setting = useMutationCall('integration.setEndpoint')
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const error = setting.error ?? reading.error
  const view = reading.data
  return (
    <Card
      title={t('integration.endpoint')}
      testId="integration-endpoint"
      actions={
        <Button needs="integration.addToken" size="small" icon="plus" onPress={() => setAdding(true)} testId="integration-token-new">
          {t('integration.newToken')}
        </Button>
      }
    >
      <Quiet>{t('integration.endpointNote')}</Quiet>
      {error === null ? null : <ErrorStrip error={error} />}
      {view === undefined ? <Skeleton rows={2} /> : <EndpointBody view={view} onSet={(change) => void setting.run(change)} />}
      {isAdding ? <TokenDialog onClose={() => setAdding(false)} onMade={setSecret} /> : null}
      {secret === null ? null : (
        <SecretDialog
          title={t('integration.tokenMade')}
          note={t('integration.tokenNote')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </Card>
  )
}

type BodyProps = { readonly view: Endpoint; readonly onSet: (change: { readonly isOn?: boolean; readonly port?: number }) => void }

function EndpointBody({ view, onSet }: BodyProps): ReactNode {
  const { t } = useWords()
  const [port, setPort] = useState(view.port)
  const isFine = port === 0 || (port >= 1024 && port <= 65_535)
  return (
    <>
      <Limited needs="integration.setEndpoint">
        <Checkbox isSelected={view.isOn} onChange={(isOn) => onSet({ isOn })} testId="integration-endpoint-on">
          {t('integration.endpointOn')}
        </Checkbox>
      </Limited>
      {view.problem === null ? null : <Strip tone="warning">{t(`integration.endpointProblem.${view.problem}`)}</Strip>}
      {view.url === null ? null : (
        <Stack isRow align="between">
          <span className={styles['code']} dir="ltr" data-testid="integration-endpoint-url">
            {view.url}
          </span>
          <CopyButton text={view.url} label={t('integration.copyAddress')} testId="integration-endpoint-copy" />
        </Stack>
      )}
      {view.url === null ? null : <Quiet>{t('integration.openApiNote', { url: `${view.url}/openapi.json` })}</Quiet>}
      <Allowed needs="integration.setEndpoint">
        <Stack isRow align="start" gap={2}>
          <NumberField
            label={t('integration.port')}
            hint={t('integration.portHint')}
            value={port}
            onChange={setPort}
            min={0}
            max={65_535}
            format={{ useGrouping: false }}
            error={isFine ? null : t('integration.portWrong')}
          />
          {port === view.port ? null : (
            <Button size="small" onPress={() => onSet({ port })} isDisabled={!isFine}>
              {t('ui.save')}
            </Button>
          )}
        </Stack>
      </Allowed>
      <h3>{t('integration.tokens')}</h3>
      {view.tokens.length === 0 ? <Quiet>{t('integration.noTokens')}</Quiet> : null}
      <RuledList>
        {view.tokens.map((token) => (
          <TokenRow key={token.tokenId} token={token} />
        ))}
      </RuledList>
    </>
  )
}

function TokenRow({ token }: { readonly token: Token }): ReactNode {
  const { t } = useWords()
  const removing = useMutationCall('integration.removeToken')
  return (
    <RuledRow testId="integration-token">
      <div>
        <p className={styles['name']}>{token.name}</p>
        <Stack isRow gap={1}>
          {token.scopes.map((scope) => (
            <Tag key={scope}>{t(`integration.scope.${scope}`)}</Tag>
          ))}
        </Stack>
        <Quiet>
          {token.lastUsedAt === null ? (
            t('integration.neverUsed')
          ) : (
            <>
              {t('integration.lastUsed')} <DateTime at={token.lastUsedAt} style="short" />
            </>
          )}
        </Quiet>
      </div>
      <IconButton
        needs="integration.removeToken"
        icon="trash"
        size="small"
        label={t('integration.removeToken', { name: token.name })}
        onPress={() => void removing.run({ tokenId: token.tokenId })}
      />
    </RuledRow>
  )
}

function TokenDialog({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (secret: string) => void }): ReactNode {
  const { t } = useWords()
  const adding = useMutationCall('integration.addToken')
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Token['scopes'][number][]>(['notify'])
  const add = async (): Promise<void> => {
    const made = await adding.run({ name: name.trim(), scopes: [...scopes] })
    if (!made.ok) return
    onClose()
    onMade(made.value.token)
  }
  return (
    <Dialog
      title={t('integration.newToken')}
      isOpen
      onClose={onClose}
      size="small"
      testId="integration-token-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void add()}
            isBusy={adding.isRunning}
            isDisabled={name.trim() === '' || scopes.length === 0}
            testId="integration-token-add"
          >
            {t('integration.makeToken')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        <TextField
          label={t('integration.tokenName')}
          hint={t('integration.tokenNameHint')}
          value={name}
          onChange={setName}
          maxLength={60}
          autoFocus
          testId="integration-token-name"
        />
        {SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            isSelected={scopes.includes(scope)}
            onChange={(isOn) => setScopes(isOn ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
            note={t(`integration.scopeNote.${scope}`)}
          >
            {t(`integration.scope.${scope}`)}
          </Checkbox>
        ))}
        {adding.error === null ? null : <ErrorStrip error={adding.error} />}
      </Stack>
    </Dialog>
  )
}
