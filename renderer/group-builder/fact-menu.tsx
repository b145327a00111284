import type { ReactNode } from 'react'
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import { useWords } from '../i18n/index.ts'
import { Icon, cx, type IconName } from '../ui/index.ts'
import styles from './group-builder.module.css'
import { kindOf, newCondition, sections, type Kind } from './kinds.ts'
import type { Condition } from './types.ts'
import { offerCondition } from './sentence.ts'

type FactMenuProps = {
  /** The condition that stands there; null offers a new one. */
  readonly condition: Condition | null
  readonly onChoose: (condition: Condition) => void
  /** What the button shows. */
  readonly children: ReactNode
  /** Its name for screen readers; begins with what it shows. */
  readonly label: string
  readonly look: 'gap' | 'add'
  readonly icon?: IconName | undefined
  readonly testId: string
}

const TURN = 'turn'

/** All facts that a sentence can speak of, by what they are about; the opposite of the present one first. */
export function FactMenu({ condition, onChoose, children, label, look, icon, testId }: FactMenuProps): ReactNode {
  const words = useWords()
  const { t } = words
  const opposite = condition === null ? null : { ...condition, not: !condition.not }
  const choose = (key: string): void => {
    if (key === TURN) {
      if (opposite !== null) onChoose(opposite)
      return
    }
    const made = newCondition(key as Kind, condition ?? undefined)
    onChoose(condition === null ? made : { ...made, not: condition.not && kindOf(condition) === key })
  }
  return (
    <MenuTrigger>
      <Button className={cx(styles[look])} aria-label={label} data-testid={testId} {...(look === 'gap' ? { 'data-gap': '' } : {})}>
        {icon === undefined ? null : <Icon name={icon} size={16} />}
        <span className={styles['gapText']}>{children}</span>
        {look === 'gap' ? <Icon name="chevron-down" size={14} /> : null}
      </Button>
      <Popover className={styles['popover'] ?? ''} offset={4} placement="bottom start">
        <Menu className={styles['facts'] ?? ''} aria-label={t('group.blank.fact')} onAction={(key) => choose(String(key))}>
          {opposite === null ? null : (
            <MenuSection>
              <Header className={styles['sectionHead'] ?? ''}>{t('group.section.turn')}</Header>
              <FactItem id={TURN} text={offerCondition(opposite, words)} />
            </MenuSection>
          )}
          {sections.map((section) => (
            <MenuSection key={section.id}>
              <Header className={styles['sectionHead'] ?? ''}>{t(`group.section.${section.id}`)}</Header>
              {section.kinds.map((kind) => (
                <FactItem key={kind} id={kind} text={offerCondition(newCondition(kind), words)} />
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

const FactItem = ({ id, text }: { readonly id: string; readonly text: string }): ReactNode => (
  <MenuItem id={id} textValue={text} className={styles['item'] ?? ''} data-testid={`group-fact-${id}`}>
    {text}
  </MenuItem>
)
