import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, Dialog, ErrorStrip, Limited, Quiet, RadioGroup, Skeleton, Stack, Strip, useToast } from '../../../ui/index.ts'

type Choices = CallOutput<'catalog.choices'>

/** Which catalog customers see at the number, and what of it. */
export function LinkDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const choices = useCall('catalog.choices', {})
  return (
    <Dialog title={t('catalog.link.title')} isOpen onClose={onClose} testId="catalog-link-dialog">
      {choices.error === null ? null : <ErrorStrip error={choices.error} action={{ label: t('ui.tryAgain'), onAction: choices.refetch }} />}
      {choices.isLoading ? <Skeleton rows={4} /> : null}
      {choices.data === undefined ? null : (
        <Stack gap={5}>
          <Limited needs="catalog.link">
            <LinkChoice key={linkedOf(choices.data) ?? ''} choices={choices.data} onChanged={choices.refetch} />
          </Limited>
          <ShopWindow choices={choices.data} onChanged={choices.refetch} />
        </Stack>
      )}
    </Dialog>
  )
}

const linkedOf = ({ catalogs }: Choices): string | null => catalogs.find((catalog) => catalog.isLinked)?.catalogId ?? null

type PartProps = { readonly choices: Choices; readonly onChanged: () => void }

const NONE = 'none'

function LinkChoice({ choices, onChanged }: PartProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const linking = useMutationCall('catalog.link')
  const linked = linkedOf(choices) ?? NONE
  const [chosen, setChosen] = useState(linked)
  const link = async (): Promise<void> => {
    const result = await linking.run({ catalogId: chosen === NONE ? null : chosen })
    if (!result.ok) return
    toast({ text: t(chosen === NONE ? 'catalog.link.unlinked' : 'catalog.link.linked') })
    onChanged()
  }
  if (choices.catalogs.length === 0) return <Strip tone="info">{t('catalog.link.noCatalogs')}</Strip>
  return (
    <Stack gap={3} align="start">
      <RadioGroup
        label={t('catalog.link.which')}
        value={chosen}
        onChange={setChosen}
        testId="catalog-link-choice"
        options={[
          ...choices.catalogs.map((catalog) => ({
            value: catalog.catalogId,
            label: <bdi>{catalog.name}</bdi>,
            note: t(catalog.isLinked ? 'catalog.link.factsLinked' : 'catalog.link.facts', {
              id: catalog.catalogId,
              count: catalog.products ?? 0,
              isCounted: String(catalog.products !== null),
            }),
          })),
          { value: NONE, label: t('catalog.link.none'), note: t('catalog.link.noneNote') },
        ]}
      />
      <Button
        needs="catalog.link"
        variant="main"
        onPress={() => void link()}
        isBusy={linking.isRunning}
        isDisabled={chosen === linked}
        testId="catalog-link-save"
      >
        {t(chosen === NONE && linked !== NONE ? 'catalog.link.takeBack' : 'catalog.link.link')}
      </Button>
      {linking.error === null ? null : <ErrorStrip error={linking.error} />}
    </Stack>
  )
}

/** Two switches at Meta that act at once. */
function ShopWindow({ choices, onChanged }: PartProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const setting = useMutationCall('catalog.setShopWindow')
  const { isCartOn, isVisible } = choices
  const set = async (part: { readonly isCartOn?: boolean; readonly isVisible?: boolean }): Promise<void> => {
    const result = await setting.run(part)
    if (!result.ok) return
    toast({ text: t('catalog.link.windowSaved') })
    onChanged()
  }
  return (
    <Stack gap={3}>
      <Checkbox
        isSelected={isVisible === true}
        onChange={(isOn) => void set({ isVisible: isOn })}
        needs="catalog.setShopWindow"
        isDisabled={isVisible === null || setting.isRunning}
        note={t('catalog.link.visibleNote')}
        testId="catalog-link-visible"
      >
        {t('catalog.link.visible')}
      </Checkbox>
      <Checkbox
        isSelected={isCartOn === true}
        onChange={(isOn) => void set({ isCartOn: isOn })}
        needs="catalog.setShopWindow"
        isDisabled={isCartOn === null || setting.isRunning}
        note={t('catalog.link.cartNote')}
        testId="catalog-link-cart"
      >
        {t('catalog.link.cart')}
      </Checkbox>
      {isCartOn === null || isVisible === null ? <Quiet isSmall>{t('catalog.link.windowUnknown')}</Quiet> : null}
      {setting.error === null ? null : <ErrorStrip error={setting.error} />}
    </Stack>
  )
}
