import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Checkbox, Dialog, ErrorStrip, Quiet, Stack, TextField } from '../../ui/index.ts'
import type { Hook } from './types.ts'

const EVENTS = [
  'message-received',
  'order-added',
  'order-changed',
  'offers-ended',
  'broadcast-finished',
  'coupon-used',
  'survey-answered',
] as const

type HookProps = { readonly hook: Hook | null; readonly onClose: () => void; readonly onSecret: (secret: string) => void }

/** Makes or changes an address: where, of which events, and whether with the words of messages. */
export function HookDialog({ hook, onClose, onSecret }: HookProps): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('integration.saveHook')
  const renewing = useMutationCall('integration.newHookSecret')
  const [form, setForm] = useState(() => ({
    name: hook?.name ?? '',
    url: hook?.url ?? '',
    events: hook?.events ?? (['order-added', 'offers-ended'] as Hook['events']),
    withText: hook?.withText ?? false,
    isOn: hook === null || hook.state === 'on',
  }))
  const finish = (secret: string | null): void => {
    onClose()
    if (secret !== null) onSecret(secret)
  }
  const save = async (): Promise<void> => {
    const saved = await saving.run({ ...form, ...(hook === null ? {} : { hookId: hook.hookId }) })
    if (saved.ok) finish(saved.value.secret)
  }
  const renew = async (): Promise<void> => {
    if (hook === null) return
    const renewed = await renewing.run({ hookId: hook.hookId })
    if (renewed.ok) finish(renewed.value.secret)
  }
  const isWhole = form.name.trim() !== '' && form.url.trim() !== '' && form.events.length > 0
  const error = saving.error ?? renewing.error
  return (
    <Dialog
      title={t(hook === null ? 'integration.newHook' : 'integration.hook')}
      isOpen
      onClose={onClose}
      testId="integration-hook-dialog"
      footer={
        <>
          {hook === null ? null : (
            <Button onPress={() => void renew()} isBusy={renewing.isRunning}>
              {t('integration.newSecret')}
            </Button>
          )}
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} isDisabled={!isWhole} testId="integration-hook-save">
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        <TextField
          label={t('integration.hookName')}
          value={form.name}
          onChange={(name) => setForm({ ...form, name })}
          maxLength={60}
          autoFocus
          testId="integration-hook-name"
        />
        <TextField
          label={t('integration.hookUrl')}
          hint={t('integration.hookUrlHint')}
          type="url"
          value={form.url}
          onChange={(url) => setForm({ ...form, url })}
          testId="integration-hook-url"
        />
        <Quiet>{t('integration.hookEvents')}</Quiet>
        {EVENTS.map((event) => (
          <Checkbox
            key={event}
            isSelected={form.events.includes(event)}
            onChange={(isOn) => setForm({ ...form, events: isOn ? [...form.events, event] : form.events.filter((one) => one !== event) })}
          >
            {t(`integration.event.${event}`)}
          </Checkbox>
        ))}
        <Checkbox isSelected={form.withText} onChange={(withText) => setForm({ ...form, withText })} note={t('integration.withTextNote')}>
          {t('integration.withText')}
        </Checkbox>
        <Checkbox isSelected={form.isOn} onChange={(isOn) => setForm({ ...form, isOn })}>
          {t('integration.hookOn')}
        </Checkbox>
        {error === null ? null : <ErrorStrip error={error} />}
      </Stack>
    </Dialog>
  )
}
