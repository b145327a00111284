import { useState, type ReactNode } from 'react'
import { call, useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, RadioGroup, Select, TextField, focusFirstError, useToast } from '../../../ui/index.ts'
import type { Selection } from './picking.ts'
import styles from './select.module.css'

type TagDialogProps = { readonly selection: Selection; readonly count: number; readonly onClose: () => void }

const MOST_OFFERED = 12

/** Gives a tag to everybody who is selected, or takes one from them; a notice takes it back. */
export function TagDialog({ selection, count, onClose }: TagDialogProps): ReactNode {
  const { t } = useWords()
  const [change, setChange] = useState<'add' | 'remove'>('add')
  const [tag, setTag] = useState('')
  const [isTried, setIsTried] = useState(false)
  const known = useCall('customer.tags', {}).data?.tags ?? []
  const { run, isRunning, error } = useTagging(onClose)
  const problem = isTried && tag.trim() === '' ? t('customer.select.tagMissing') : null
  const save = (): void => {
    setIsTried(true)
    if (tag.trim() === '') focusFirstError()
    else void run({ selection, change, tag: tag.trim() })
  }
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button variant="main" onPress={save} isBusy={isRunning} testId="customer-tag-save">
        {t(change === 'add' ? 'customer.select.add' : 'customer.select.remove')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('customer.select.tagTitle', { count })} isOpen onClose={onClose} size="small" footer={footer} testId="customer-tag">
      {error === null ? null : <ErrorStrip error={error} />}
      <RadioGroup<'add' | 'remove'>
        label={t('customer.select.change')}
        isLabelHidden
        isRow
        value={change}
        onChange={(next) => {
          setChange(next)
          setTag('')
        }}
        options={[
          { value: 'add', label: t('customer.select.add') },
          { value: 'remove', label: t('customer.select.remove') },
        ]}
        testId="customer-tag-change"
      />
      {change === 'remove' ? (
        <Select
          label={t('customer.select.tagName')}
          value={tag === '' ? null : tag}
          onChange={setTag}
          error={problem}
          choices={known.map((one) => ({ value: one.tag, label: one.tag }))}
          testId="customer-tag-known"
        />
      ) : (
        <>
          <TextField
            label={t('customer.select.tagName')}
            value={tag}
            onChange={setTag}
            maxLength={100}
            autoFocus
            error={problem}
            onSubmit={save}
            testId="customer-tag-name"
          />
          <div className={styles['known']}>
            {known.slice(0, MOST_OFFERED).map((one) => (
              <Button key={one.tag} size="small" onPress={() => setTag(one.tag)}>
                {one.tag}
              </Button>
            ))}
          </div>
        </>
      )}
    </Dialog>
  )
}

/** Tags, says what was done, and takes it back where somebody asks for it. */
function useTagging(onDone: () => void) {
  const { t } = useWords()
  const toast = useToast()
  const tagging = useMutationCall('customer.tagMany')
  const undo = async (actId: string): Promise<void> => {
    const undone = await call('customer.undoTagMany', { actId })
    toast(
      undone.ok
        ? { text: t('customer.select.undone', { count: undone.value.people }) }
        : { text: t(`errors.${undone.error.code}.what`), tone: 'trouble' },
    )
  }
  const run = async (input: Parameters<typeof tagging.run>[0]): Promise<void> => {
    const done = await tagging.run(input)
    if (!done.ok) return
    const { people, tag, actId } = done.value
    toast({
      text: t(input.change === 'add' ? 'customer.select.added' : 'customer.select.removed', { count: people, tag }),
      ...(people === 0 ? {} : { action: { label: t('ui.undo'), onAction: () => void undo(actId) } }),
    })
    onDone()
  }
  return { run, isRunning: tagging.isRunning, error: tagging.error }
}
