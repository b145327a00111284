import { useEffect, useRef, type ReactNode } from 'react'
import { useWords } from '../i18n/index.ts'
import { Hidden, IconButton, useAnnounce } from '../ui/index.ts'
import { ConditionLine } from './condition-line.tsx'
import { FactMenu } from './fact-menu.tsx'
import styles from './group-builder.module.css'
import { MOST_CONDITIONS, MOST_LISTS, placeAfterRemoval, withAnd, withChanged, without, withOr, type Place } from './rule.ts'
import type { Condition, Rule } from './types.ts'
import { lineMessage, printCondition, type Lead } from './sentence.ts'
import type { Choices } from './use-choices.ts'

type GroupBuilderProps = {
  readonly rule: Rule
  readonly onChange: (rule: Rule) => void
  readonly choices: Choices
  /** What the sentence is about: a group (the default), or whom to leave out. */
  readonly lead?: Lead
  readonly testId: string
}

/** Whom a group holds for, written as a sentence of which each gap is a menu. */
export function GroupBuilder({ rule, onChange, choices, lead = 'first', testId }: GroupBuilderProps): ReactNode {
  const words = useWords()
  const { t } = words
  const announce = useAnnounce()
  const { frame, focusLater } = useFocusLater()
  const add = (next: Rule, place: Place): void => {
    onChange(next)
    focusLater(place, 'gap')
  }
  const remove = (place: Place): void => {
    const after = placeAfterRemoval(rule, place)
    onChange(without(rule, place))
    announce(t('group.removed'))
    focusLater(after, 'fact')
  }
  return (
    <div ref={frame} className={styles['builder']} role="group" aria-label={t('group.builder')} data-testid={testId}>
      {rule.any.length === 0 ? (
        <p className={styles['line']}>
          {words.rich(lineMessage(lead, 0, 0), {
            condition: (
              <FactMenu
                key="first"
                condition={null}
                onChoose={(condition) => add(withOr(rule, condition), { list: 0, index: 0 })}
                look="gap"
                label={t('group.blank.named', { value: t('group.open'), what: t('group.blank.fact') })}
                testId={`${testId}-begin`}
              >
                {t('group.open')}
              </FactMenu>
            ),
          })}
        </p>
      ) : null}
      {rule.any.map(({ all }, list) => (
        // A list has no name of its own; its place is what it is.
        // oxlint-disable-next-line react/no-array-index-key
        <ul key={list} className={styles['alternative']}>
          {all.map((condition, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className={styles['line']} data-line={`${list}-${index}`} data-testid={`${testId}-line`}>
              <span className={styles['words']}>
                {words.rich(lineMessage(lead, list, index), {
                  condition: (
                    <ConditionLine
                      key="condition"
                      condition={condition}
                      choices={choices}
                      onChange={(changed) => onChange(withChanged(rule, { list, index }, changed))}
                      testId={`${testId}-${list}-${index}`}
                    />
                  ),
                })}
              </span>
              <IconButton
                icon="close"
                size="small"
                label={t('group.removeCondition', { condition: printCondition(condition, { words, names: choices }) })}
                onPress={() => remove({ list, index })}
                testId={`${testId}-${list}-${index}-remove`}
              />
            </li>
          ))}
          <li className={styles['adding']}>
            <AddButtons
              rule={rule}
              list={list}
              onAnd={(condition) => add(withAnd(rule, list, condition), { list, index: all.length })}
              onOr={(condition) => add(withOr(rule, condition), { list: rule.any.length, index: 0 })}
              testId={testId}
            />
          </li>
        </ul>
      ))}
    </div>
  )
}

type AddButtonsProps = {
  readonly rule: Rule
  readonly list: number
  readonly onAnd: (condition: Condition) => void
  readonly onOr: (condition: Condition) => void
  readonly testId: string
}

/** "And" at the end of each list, "or" at the end of the last one. */
function AddButtons({ rule, list, onAnd, onOr, testId }: AddButtonsProps): ReactNode {
  const { t } = useWords()
  const isFull = (rule.any[list]?.all.length ?? 0) >= MOST_CONDITIONS
  const isLast = list === rule.any.length - 1
  return (
    <>
      {isFull ? null : (
        <FactMenu condition={null} onChoose={onAnd} look="add" icon="plus" label={t('group.add.andLabel')} testId={`${testId}-${list}-and`}>
          {t('group.add.and')}
        </FactMenu>
      )}
      {isLast && rule.any.length < MOST_LISTS ? (
        <FactMenu condition={null} onChoose={onOr} look="add" icon="plus" label={t('group.add.orLabel')} testId={`${testId}-or`}>
          {t('group.add.or')}
        </FactMenu>
      ) : null}
      {isFull && !isLast ? <Hidden>{t('group.add.and')}</Hidden> : null}
    </>
  )
}

/**
 * Brings the focus to a line once it is there: to its first open gap after adding, to what it says after removing.
 * The menu that added it hands the focus back to its own button when it closes, so this waits for that.
 */
function useFocusLater() {
  const frame = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const focusLater = (place: Place | null, what: 'gap' | 'fact'): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const line = place === null ? frame.current : frame.current?.querySelector(`[data-line="${place.list}-${place.index}"]`)
      const open = what === 'gap' ? line?.querySelector<HTMLElement>('[data-open]') : null
      const wanted = open ?? line?.querySelector<HTMLElement>('[data-gap]')
      wanted?.focus()
    }, AFTER_MENU_MS)
  }
  return { frame, focusLater }
}

const AFTER_MENU_MS = 50
