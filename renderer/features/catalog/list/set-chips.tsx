import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components'
import { useWords } from '../../../i18n/index.ts'
import { Button, Quiet } from '../../../ui/index.ts'
import type { OpenDialog, ProductSet } from '../types.ts'
import styles from './list.module.css'

type SetChipsProps = {
  readonly sets: readonly ProductSet[]
  readonly setId: string | null
  readonly onChoose: (setId: string | null) => void
  readonly onOpen: (dialog: OpenDialog) => void
}

/** The sets of the catalog; one pressed shows only its products, and what can be done with it. */
export function SetChips({ sets, setId, onChoose, onOpen }: SetChipsProps): ReactNode {
  const { t, number } = useWords()
  const chosen = sets.find((set) => set.setId === setId)
  return (
    <div className={styles['chips']} role="group" aria-label={t('catalog.sets')}>
      <Quiet isSmall>{t('catalog.sets')}</Quiet>
      {sets.map((set) => (
        <ToggleButton
          key={set.setId}
          className={styles['chip'] ?? ''}
          isSelected={set.setId === setId}
          onChange={(isOn) => onChoose(isOn ? set.setId : null)}
          data-testid="catalog-set"
          data-id={set.setId}
        >
          <bdi>{set.name}</bdi> <span className={styles['chipCount']}>{number(set.count)}</span>
        </ToggleButton>
      ))}
      <Button
        needs="catalog.saveSet"
        size="small"
        variant="quiet"
        icon="plus"
        onPress={() => onOpen({ kind: 'set', set: null })}
        testId="catalog-set-new"
      >
        {t('catalog.set.new')}
      </Button>
      {chosen === undefined ? null : <SetActions set={chosen} onOpen={onOpen} />}
    </div>
  )
}

function SetActions({ set, onOpen }: { readonly set: ProductSet; readonly onOpen: (dialog: OpenDialog) => void }): ReactNode {
  const { t } = useWords()
  if (!set.isEditable) return <Quiet isSmall>{t('catalog.set.byRule')}</Quiet>
  const { name } = set
  return (
    <>
      <Button
        needs="catalog.saveSet"
        size="small"
        label={t('catalog.set.changeNamed', { name })}
        onPress={() => onOpen({ kind: 'set', set })}
        testId="catalog-set-change"
      >
        {t('catalog.set.change')}
      </Button>
      <Button
        needs="catalog.removeSet"
        size="small"
        label={t('catalog.set.removeNamed', { name })}
        onPress={() => onOpen({ kind: 'remove-set', set })}
        testId="catalog-set-remove"
      >
        {t('catalog.set.remove')}
      </Button>
    </>
  )
}
