import { useState, type ReactNode } from 'react'
import { call, useCall, useMutationCall } from '../../../bridge/index.ts'
import { ruleOfTag, ruleOf } from './goals.ts'
import { printRule, useChoices, type Rule } from '../../../group-builder/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, TextField, focusFirstError, useToast } from '../../../ui/index.ts'
import type { Group } from '../groups/view.ts'
import { selectionOf, type Filter, type Picking } from './picking.ts'

type GroupDialogProps = {
  readonly picking: Picking
  readonly filter: Filter
  readonly count: number
  /** Goes on to a broadcast to the group. */
  readonly isToSend: boolean
  readonly onClose: () => void
}

/** Keeps the selected people as a group: by what the list asks for where that says it, else by a tag of the group's name. */
export function GroupDialog({ picking, filter, count, isToSend, onClose }: GroupDialogProps): ReactNode {
  const words = useWords()
  const { t } = words
  const names = useChoices()
  const groups = useCall('group.list', {}).data?.groups ?? []
  const tags = useCall('customer.tags', {}).data?.tags ?? []
  const [name, setName] = useState('')
  const [isTried, setIsTried] = useState(false)
  const rule = ruleOf(picking, filter, groups)
  const saving = useSavedGroup({ picking, filter, isToSend, onClose })
  const title = name.trim()
  const isTaken = rule === null && saving.saved === null && tags.some(({ tag }) => tag.toLowerCase() === title.toLowerCase())
  const problem = title === '' ? t('group.nameMissing') : isTaken ? t('customer.select.tagTaken') : null
  const sentenceOf = (one: Rule): string => printRule(one, { words, names })
  const save = (): void => {
    setIsTried(true)
    if (problem !== null) return focusFirstError()
    const whole = rule ?? ruleOfTag(title)
    void saving.run({ name: title, rule: whole, sentence: sentenceOf(whole) }, rule === null)
  }
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button variant="main" onPress={save} isBusy={saving.isRunning} testId="customer-select-group-save">
        {t(isToSend ? 'customer.select.groupSend' : 'group.save')}
      </Button>
    </>
  )
  return (
    <Dialog
      title={t('customer.select.groupTitle', { count })}
      isOpen
      onClose={onClose}
      size="small"
      footer={footer}
      testId="customer-select-group-dialog"
    >
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      {isToSend ? <p>{t('customer.select.sendNeedsGroup')}</p> : null}
      <TextField
        label={t('group.name')}
        value={name}
        onChange={setName}
        maxLength={80}
        autoFocus
        error={isTried ? problem : null}
        onSubmit={save}
        testId="customer-select-group-name"
      />
      <Quiet isSmall>{rule === null ? t('customer.select.groupByTag') : sentenceOf(rule)}</Quiet>
    </Dialog>
  )
}

type Wish = { readonly name: string; readonly rule: Rule; readonly sentence: string }

/** Saves the group, then gives its people their tag; a second try after trouble changes the same group. */
function useSavedGroup({ picking, filter, isToSend, onClose }: Omit<GroupDialogProps, 'count'>) {
  const { t } = useWords()
  const go = useGo()
  const toast = useToast()
  const saving = useMutationCall('group.save')
  const tagging = useMutationCall('customer.tagMany')
  const [saved, setSaved] = useState<Group | null>(null)
  const undo = async (group: Group, actId: string | null): Promise<void> => {
    const removed = await call('group.remove', { groupId: group.groupId })
    if (!removed.ok) return toast({ text: t(`errors.${removed.error.code}.what`), tone: 'trouble' })
    if (actId !== null) await call('customer.undoTagMany', { actId })
    toast({ text: t('group.removedGroup', { name: group.name }) })
  }
  const run = async (wish: Wish, isByTag: boolean): Promise<void> => {
    const group = await saving.run({ ...(saved === null ? {} : { groupId: saved.groupId }), ...wish })
    if (!group.ok) return
    setSaved(group.value)
    const tagged = isByTag ? await tagging.run({ selection: selectionOf(picking, filter), change: 'add', tag: wish.name }) : null
    if (tagged?.ok === false) return
    onClose()
    if (isToSend) return go(routes.newBroadcastTo({ kind: 'group', groupId: group.value.groupId }))
    toast({
      text: t('customer.select.groupSaved', { name: wish.name }),
      action: { label: t('ui.undo'), onAction: () => void undo(group.value, tagged?.value.actId ?? null) },
    })
  }
  return { run, saved, isRunning: saving.isRunning || tagging.isRunning, error: saving.error ?? tagging.error }
}
