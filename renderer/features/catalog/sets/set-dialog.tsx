import { useState, type ReactNode } from 'react'
import { CATALOG_LIMITS } from '#contract/limits/catalog.ts'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, Skeleton, Strip, TextField, useToast } from '../../../ui/index.ts'
import type { ProductSet } from '../types.ts'
import { MemberList } from './member-list.tsx'

/** The most products of a set that is made here; larger ones are made by a rule in Commerce Manager. */
const MOST_MEMBERS = 500

type SetDialogProps = { readonly set: ProductSet | null; readonly onClose: () => void; readonly onSaved: (set: ProductSet) => void }

/** Makes a set or changes one: its name and its products. */
export function SetDialog({ set, onClose, onSaved }: SetDialogProps): ReactNode {
  return set === null ? (
    <SetForm set={null} members={[]} onClose={onClose} onSaved={onSaved} />
  ) : (
    <KnownSet set={set} onClose={onClose} onSaved={onSaved} />
  )
}

/** Reads which products are in the set, then shows the form. */
function KnownSet({ set, onClose, onSaved }: SetDialogProps & { readonly set: ProductSet }): ReactNode {
  const { t } = useWords()
  const reading = useCall('catalog.list', { setId: set.setId, limit: MOST_MEMBERS })
  const [members, setMembers] = useState<readonly string[] | null>(null)
  const { data } = reading
  const isTooLarge = data !== undefined && data.nextCursor !== null
  if (members === null && data !== undefined && !reading.isFetching && !isTooLarge)
    setMembers(data.products.map((product) => product.retailerId))
  if (members !== null) return <SetForm set={set} members={members} onClose={onClose} onSaved={onSaved} />
  return (
    <Dialog title={t('catalog.set.changeTitle')} isOpen onClose={onClose} testId="catalog-set-dialog">
      {isTooLarge ? <Strip tone="info">{t('catalog.set.tooLarge', { most: MOST_MEMBERS })}</Strip> : null}
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {data === undefined && reading.error === null ? <Skeleton rows={6} /> : null}
    </Dialog>
  )
}

type SetFormProps = SetDialogProps & { readonly members: readonly string[] }

function SetForm({ set, members, onClose, onSaved }: SetFormProps): ReactNode {
  const { t, number } = useWords()
  const toast = useToast()
  const saving = useMutationCall('catalog.saveSet')
  const [name, setName] = useState(set?.name ?? '')
  const [picked, setPicked] = useState<readonly string[]>(members)
  const most = CATALOG_LIMITS.setNameCharacters
  const save = async (): Promise<void> => {
    const result = await saving.run({
      name: name.trim(),
      retailerIds: [...picked],
      ...(set === null ? {} : { setId: set.setId }),
    })
    if (!result.ok) return
    toast({ text: t('catalog.set.saved', { name: result.value.name }) })
    onSaved(result.value)
    onClose()
  }
  return (
    <Dialog
      title={t(set === null ? 'catalog.set.newTitle' : 'catalog.set.changeTitle')}
      isOpen
      onClose={onClose}
      testId="catalog-set-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Quiet isSmall>{t('catalog.set.picked', { count: picked.length })}</Quiet>
          <Button
            variant="main"
            onPress={() => void save()}
            isBusy={saving.isRunning}
            isDisabled={name.trim() === '' || picked.length === 0}
            testId="catalog-set-save"
          >
            {t('catalog.set.save')}
          </Button>
        </>
      }
    >
      <Quiet>{t('catalog.set.note')}</Quiet>
      <TextField
        label={t('catalog.set.name')}
        hint={t('catalog.product.letters', { used: number(name.length), most: number(most) })}
        value={name}
        onChange={setName}
        maxLength={most}
        isRequired
        autoFocus
        testId="catalog-set-name"
      />
      <MemberList picked={picked} most={MOST_MEMBERS} onChange={setPicked} />
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
    </Dialog>
  )
}
