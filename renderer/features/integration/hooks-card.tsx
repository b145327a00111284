import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  Button,
  Card,
  DateTime,
  ErrorStrip,
  IconButton,
  Quiet,
  Skeleton,
  Stack,
  Strip,
  Tag,
  useToast,
  RuledList,
  RuledRow,
} from '../../ui/index.ts'
import { DeliveriesDialog } from './deliveries-dialog.tsx'
import { HookDialog } from './hook-dialog.tsx'
import styles from './integration.module.css'
import { SecretDialog } from './secret-dialog.tsx'
import type { Hook } from './types.ts'

/** Addresses that are told of events: whether they listen, what waits, and what was given up. */
export function HooksCard(): ReactNode {
  const { t } = useWords()
  const reading = useCall('integration.hooks', {})
  const [editing, setEditing] = useState<Hook | 'new' | null>(null)
  const [shown, setShown] = useState<Hook | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <Card
      title={t('integration.hooks')}
      testId="integration-hooks"
      actions={
        <Button needs="integration.saveHook" size="small" icon="plus" onPress={() => setEditing('new')} testId="integration-hook-new">
          {t('integration.newHook')}
        </Button>
      }
    >
      <Quiet>{t('integration.hooksNote')}</Quiet>
      {reading.error === null ? null : <ErrorStrip error={reading.error} />}
      {reading.data === undefined ? <Skeleton rows={2} /> : null}
      {reading.data?.hooks.length === 0 ? <Quiet>{t('integration.noHooks')}</Quiet> : null}
      <RuledList>
        {(reading.data?.hooks ?? []).map((hook) => (
          <HookRow key={hook.hookId} hook={hook} onEdit={() => setEditing(hook)} onShow={() => setShown(hook)} />
        ))}
      </RuledList>
      {editing === null ? null : (
        <HookDialog hook={editing === 'new' ? null : editing} onClose={() => setEditing(null)} onSecret={setSecret} />
      )}
      {shown === null ? null : <DeliveriesDialog hook={shown} onClose={() => setShown(null)} />}
      {secret === null ? null : (
        <SecretDialog
          title={t('integration.hookMade')}
          note={t('integration.hookSecretNote')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </Card>
  )
}

type RowProps = { readonly hook: Hook; readonly onEdit: () => void; readonly onShow: () => void }

const TONES = { on: 'success', off: 'neutral', stopped: 'danger' } as const

function HookRow({ hook, onEdit, onShow }: RowProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const testing = useMutationCall('integration.testHook')
  const removing = useMutationCall('integration.removeHook')
  const { name } = hook
  const test = async (): Promise<void> => {
    const told = await testing.run({ hookId: hook.hookId })
    if (!told.ok) return
    toast({ text: told.value.trouble === null ? t('integration.testArrived') : t(`integration.trouble.${told.value.trouble}`) })
  }
  return (
    <RuledRow testId="integration-hook" state={hook.state}>
      <div>
        <Stack isRow gap={2}>
          <span className={styles['name']}>{name}</span>
          <Tag tone={TONES[hook.state]}>{t(`integration.hookState.${hook.state}`)}</Tag>
        </Stack>
        <p className={styles['code']} dir="ltr">
          {hook.url}
        </p>
        <Quiet>
          {hook.lastArrivedAt === null ? (
            t('integration.nothingArrived')
          ) : (
            <>
              {t('integration.lastArrived')} <DateTime at={hook.lastArrivedAt} style="short" />
            </>
          )}
          {hook.waiting === 0 && hook.dead === 0 ? null : ` · ${t('integration.hookCounts', { waiting: hook.waiting, dead: hook.dead })}`}
        </Quiet>
        {hook.trouble === null ? null : (
          <Strip tone={hook.state === 'stopped' ? 'danger' : 'warning'} testId="integration-hook-trouble">
            {t(hook.state === 'stopped' ? 'integration.hookStopped' : 'integration.hookFailing')} {t(`integration.trouble.${hook.trouble}`)}
          </Strip>
        )}
      </div>
      <Stack isRow gap={1}>
        <Button
          needs="integration.testHook"
          size="small"
          label={t('integration.testOf', { name })}
          onPress={() => void test()}
          isBusy={testing.isRunning}
          testId="integration-hook-test"
        >
          {t('integration.test')}
        </Button>
        <Button size="small" label={t('integration.deliveriesOf', { name })} onPress={onShow} testId="integration-hook-deliveries">
          {t('integration.deliveries')}
        </Button>
        <Button
          needs={['integration.saveHook', 'integration.newHookSecret']}
          size="small"
          label={t('integration.changeOf', { name })}
          onPress={onEdit}
        >
          {t('ui.change')}
        </Button>
        <IconButton
          needs="integration.removeHook"
          icon="trash"
          size="small"
          label={t('integration.removeOf', { name })}
          onPress={() => void removing.run({ hookId: hook.hookId })}
        />
      </Stack>
    </RuledRow>
  )
}
