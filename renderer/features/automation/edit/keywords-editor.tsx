import type { ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { languageName, useWords } from '../../../i18n/index.ts'
import { Button, EmptyState, RadioGroup, Select, TextField, More } from '../../../ui/index.ts'
import { newPartId, replaced } from '../lists.ts'
import type { EditProps, WorkOf } from '../types.ts'
import { AnswerField } from './answer-field.tsx'
import { LanguageTags } from './language-tags.tsx'
import { PartFrame } from './part-frame.tsx'
import { CHAT_VALUES } from './text-values.ts'
import { WordTags } from './word-tags.tsx'

type Rule = WorkOf<'keywords'>['rules'][number]

/** Questions with their answers; the first one that fits answers. */
export function KeywordsEditor({ work, onChange }: EditProps<'keywords'>): ReactNode {
  const { t, locale } = useWords()
  const { rules } = work
  const keep = (next: Rule[]): void => onChange({ ...work, rules: next })
  const blank = (): Rule => ({
    ruleId: newPartId(),
    name: '',
    words: [],
    match: 'contains',
    languages: [],
    answer: { kind: 'text', texts: [{ language: locale, text: '' }] },
    afterwards: 'nothing',
  })
  const add = (
    <Button icon="plus" onPress={() => keep([...rules, blank()])} isDisabled={rules.length >= L.keywordRules} testId="automation-rule-add">
      {t('automation.keywords.add')}
    </Button>
  )
  if (rules.length === 0) return <EmptyState icon="question" title={t('automation.keywords.empty')} action={add} />
  return (
    <>
      {rules.map((rule, at) => (
        <PartFrame
          key={rule.ruleId}
          title={t('automation.keywords.rule', { number: at + 1, name: rule.name })}
          list={rules}
          at={at}
          onChange={keep}
          testId="automation-rule"
        >
          <RuleFields rule={rule} onChange={(next) => keep(replaced(rules, at, next))} />
        </PartFrame>
      ))}
      <div>{add}</div>
    </>
  )
}

function RuleFields({ rule, onChange }: { readonly rule: Rule; readonly onChange: (rule: Rule) => void }): ReactNode {
  const { t, locale, list } = useWords()
  return (
    <>
      <WordTags
        label={t('automation.keywords.words')}
        words={rule.words}
        onChange={(words) => onChange({ ...rule, words })}
        testId="automation-rule-words"
      />
      <AnswerField
        answer={rule.answer}
        onChange={(answer) => onChange({ ...rule, answer })}
        values={CHAT_VALUES}
        testId="automation-rule-answer"
      />
      <Select
        label={t('automation.keywords.afterwards')}
        value={rule.afterwards}
        choices={(['nothing', 'offer-person', 'hand-over'] as const).map((value) => ({
          value,
          label: t(`automation.keywords.afterwards.${value}`),
        }))}
        onChange={(afterwards) => onChange({ ...rule, afterwards })}
        testId="automation-rule-afterwards"
      />
      <More
        title={t('automation.keywords.more', {
          match: t(`automation.match.${rule.match}`),
          count: rule.languages.length,
          languages: list(rule.languages.map((language) => languageName(language, locale))),
        })}
      >
        <RadioGroup
          label={t('automation.match')}
          value={rule.match}
          onChange={(match) => onChange({ ...rule, match })}
          options={(['contains', 'exact', 'fuzzy'] as const).map((value) => ({
            value,
            label: t(`automation.match.${value}`),
            note: t(`automation.match.${value}.note`),
          }))}
          testId="automation-rule-match"
        />
        <LanguageTags languages={rule.languages} onChange={(languages) => onChange({ ...rule, languages })} />
        <TextField
          label={t('automation.keywords.name')}
          isOptional
          value={rule.name}
          onChange={(name) => onChange({ ...rule, name })}
          maxLength={60}
          testId="automation-rule-name"
        />
      </More>
    </>
  )
}
