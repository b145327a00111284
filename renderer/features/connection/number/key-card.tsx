import type { ReactNode } from 'react'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { Button, Card, Stack, Tag } from '../../../ui/index.ts'
import { needsOfFix, type Fix, type FixDialog } from '../fixes.ts'
import { MissingScopes, useKeyEnd } from '../key-facts.tsx'
import { metaWords } from '../meta-words.ts'
import type { Health, Status } from '../types.ts'
import { SettingRow, SettingRows } from './setting-row.tsx'

type KeyCardProps = { readonly status: Status; readonly health: Health; readonly onFix: (fix: Fix) => void }
const NOON = 'T12:00:00Z'

/** The key, what it may do and until when; the app secret; the version. None of the secrets is ever shown. */
export function KeyCard({ status, health, onFix }: KeyCardProps): ReactNode {
  const words = useWords()
  const { t } = words
  const end = useKeyEnd(health.key)
  const change = (dialog: FixDialog, label: string): ReactNode => (
    <Button
      needs={needsOfFix({ kind: 'dialog', dialog })}
      size="small"
      onPress={() => onFix({ kind: 'dialog', dialog })}
      testId={`connection-change-${dialog}`}
    >
      {label}
    </Button>
  )
  const { endsOn, version } = health.api
  return (
    <Card title={t('connection.keyCard')} testId="connection-key-card">
      <SettingRows>
        <SettingRow name={t('connection.fact.key')} action={change('key', t('connection.replace'))} testId="connection-key">
          <bdi dir="ltr">{t('connection.keyMasked', { last4: status.tokenLast4 })}</bdi>
        </SettingRow>
        <SettingRow name={t('connection.fact.keyEnds')}>{end}</SettingRow>
        <SettingRow name={t('connection.fact.rights')}>
          {health.key.scopes.length === 0 ? (
            t('connection.scope.unknown')
          ) : (
            <Stack isRow gap={1}>
              {health.key.scopes.map((scope) => (
                <Tag key={scope}>{metaWords('scope', scope, words)}</Tag>
              ))}
            </Stack>
          )}
        </SettingRow>
        <SettingRow
          name={t('connection.account.appSecret')}
          action={change('app-secret', t(status.hasAppSecret ? 'connection.replace' : 'ui.add'))}
          testId="connection-app-secret"
        >
          {t(status.hasAppSecret ? 'connection.appSecret.kept' : 'connection.appSecret.none')}
        </SettingRow>
        <SettingRow name={t('connection.fact.version')} action={change('version', t('ui.change'))} testId="connection-version">
          {endsOn === null
            ? version
            : t('connection.version.ends', {
                version,
                day: formatDate(Date.parse(endsOn + NOON), 'date', { locale: words.locale, timeZone: 'UTC' }),
              })}
        </SettingRow>
      </SettingRows>
      <MissingScopes keyFacts={health.key} />
    </Card>
  )
}
