import type { ReactNode } from 'react'
import { useWords } from '../i18n/index.ts'
import { blanksOf, isOpen, type Blank } from './blanks.ts'
import { FactMenu } from './fact-menu.tsx'
import { Gap } from './gap.tsx'
import { ListPanel } from './list-panel.tsx'
import type { Condition } from './types.ts'
import { blankText, messageOf, wordsAmong } from './sentence.ts'
import type { Choices } from './use-choices.ts'
import { DaysPanel, NumberPanel, TextPanel } from './value-panels.tsx'

const MICROS = 1_000_000
const MOST_TIMES = 1000
const MOST_AMOUNT = 1_000_000_000

type ConditionLineProps = {
  readonly condition: Condition
  readonly choices: Choices
  readonly onChange: (condition: Condition) => void
  readonly testId: string
}

/** One condition as a part of a sentence, each of its gaps a menu. The message alone decides their order. */
export function ConditionLine({ condition, choices, onChange, testId }: ConditionLineProps): ReactNode {
  const words = useWords()
  const gaps = Object.entries(blanksOf(condition)).map(([name, blank]) => [
    name,
    <BlankGap
      key={name}
      name={name as BlankName}
      blank={blank}
      condition={condition}
      choices={choices}
      onChange={onChange}
      testId={`${testId}-${name}`}
    />,
  ])
  return words.rich(messageOf(condition), {
    ...(Object.fromEntries(gaps) as Readonly<Record<string, ReactNode>>),
    fact: (parts) => (
      <FactMenu
        key="fact"
        condition={condition}
        onChoose={onChange}
        look="gap"
        label={words.t('group.blank.named', { value: wordsAmong(parts), what: words.t('group.blank.fact') })}
        testId={`${testId}-fact`}
      >
        {parts}
      </FactMenu>
    ),
  })
}

type BlankName =
  | 'tags'
  | 'countries'
  | 'languages'
  | 'states'
  | 'sources'
  | 'import'
  | 'when'
  | 'date'
  | 'inDays'
  | 'times'
  | 'products'
  | 'amount'
  | 'coupon'
  | 'broadcast'
  | 'text'
  | 'field'
  | 'value'

type BlankGapProps = ConditionLineProps & { readonly name: BlankName; readonly blank: Blank }

function BlankGap({ name, blank, condition, choices, onChange, testId }: BlankGapProps): ReactNode {
  const words = useWords()
  const what = words.t(`group.blank.${name}`)
  return (
    <Gap text={blankText(blank, condition, { words, names: choices })} what={what} isOpen={isOpen(blank)} testId={testId}>
      {(close) => <Panel blank={blank} label={what} choices={choices} onChange={onChange} close={close} testId={testId} />}
    </Gap>
  )
}

type PanelProps = {
  readonly blank: Blank
  readonly label: string
  readonly choices: Choices
  readonly onChange: (condition: Condition) => void
  readonly close: () => void
  readonly testId: string
}

/** What a gap is filled in with. */
function Panel({ blank, label, choices, onChange, close, testId }: PanelProps): ReactNode {
  const common = { label, close, testId }
  switch (blank.kind) {
    case 'when':
      return <DaysPanel {...common} direction="ago" value={blank.value} onChange={(days) => onChange(blank.set(days))} />
    case 'inDays':
      return <DaysPanel {...common} direction="soon" value={blank.value} onChange={(days) => onChange(blank.set(days ?? 0))} />
    case 'times':
      return <NumberPanel {...common} value={blank.value} min={2} max={MOST_TIMES} onTake={(times) => onChange(blank.set(times))} />
    case 'amount':
      return (
        <NumberPanel
          {...common}
          value={blank.value / MICROS}
          min={0}
          max={MOST_AMOUNT}
          format={choices.currency === null ? undefined : { style: 'currency', currency: choices.currency, minimumFractionDigits: 0 }}
          onTake={(amount) => onChange(blank.set(Math.round(amount * MICROS)))}
        />
      )
    case 'text':
      return <TextPanel {...common} value={blank.value} onTake={(text) => onChange(blank.set(text))} />
    case 'many':
      return (
        <ListPanel
          label={label}
          mode="multiple"
          options={withStrays(choices, blank)}
          isLoading={choices.isLoading}
          chosen={blank.value}
          onChange={(chosen) => onChange(blank.set(chosen))}
          testId={testId}
        />
      )
    case 'one':
      return <OnePanel blank={blank} label={label} choices={choices} onChange={onChange} close={close} testId={testId} />
  }
}

const ANY = '*'

/** One of a list; coupons and broadcasts may also be any. */
function OnePanel({ blank, label, choices, onChange, close, testId }: PanelProps & { readonly blank: Blank & { kind: 'one' } }): ReactNode {
  const mayBeAny = blank.source === 'coupon' || blank.source === 'broadcast'
  const any = mayBeAny ? [{ value: ANY, label: choices.of(blank.source, null) }] : []
  return (
    <ListPanel
      label={label}
      mode="single"
      options={[...any, ...choices.options(blank.source)]}
      isLoading={choices.isLoading}
      chosen={blank.value === '' ? [] : [blank.value ?? ANY]}
      onChange={([chosen]) => {
        if (chosen !== undefined) onChange(blank.set(chosen === ANY ? null : chosen))
        close()
      }}
      testId={testId}
    />
  )
}

/** The list of a menu with what is chosen but not offered any more, so that it can be taken out. */
function withStrays(choices: Choices, blank: Blank & { kind: 'many' }) {
  const options = choices.options(blank.source)
  const strays = blank.value.filter((value) => !options.some((option) => option.value === value))
  return [...options, ...strays.map((value) => ({ value, label: choices.of(blank.source, value) }))]
}
