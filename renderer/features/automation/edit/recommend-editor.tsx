import type { ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Checkbox } from '../../../ui/index.ts'
import { newPartId, replaced } from '../lists.ts'
import type { EditProps, WorkOf } from '../types.ts'
import { OpenWords, QuestionField } from './opening-fields.tsx'
import { NumberPair } from './number-pair.tsx'
import { PartFrame } from './part-frame.tsx'
import { ProductsField } from './products-field.tsx'
import { WordTags } from './word-tags.tsx'

type Rule = WorkOf<'recommend'>['rules'][number]

const MOST_TAGS = 20

/** Which products are shown to whom. */
export function RecommendEditor({ work, onChange }: EditProps<'recommend'>): ReactNode {
  const { t } = useWords()
  const { rules } = work
  const keep = (next: Rule[]): void => onChange({ ...work, rules: next })
  return (
    <>
      <OpenWords words={work.words} onChange={(words) => onChange({ ...work, words })} />
      <QuestionField label={t('automation.text.above')} texts={work.texts} onChange={(texts) => onChange({ ...work, texts })} />
      {rules.map((rule, at) => (
        <PartFrame
          key={rule.ruleId}
          title={t('automation.recommend.rule', { number: at + 1 })}
          list={rules}
          at={at}
          onChange={keep}
          testId="automation-recommend-rule"
        >
          <WordTags
            label={t('automation.recommend.tags')}
            words={rule.tags}
            onChange={(tags) => keep(replaced(rules, at, { ...rule, tags }))}
            most={MOST_TAGS}
            testId="automation-recommend-tags"
          />
          <ProductsField
            label={t('automation.recommend.bought')}
            retailerIds={rule.bought}
            onChange={(bought) => keep(replaced(rules, at, { ...rule, bought }))}
            testId="automation-recommend-bought"
          />
          <ProductsField
            label={t('automation.recommend.show')}
            retailerIds={rule.retailerIds}
            onChange={(retailerIds) => keep(replaced(rules, at, { ...rule, retailerIds }))}
            testId="automation-recommend-show"
          />
        </PartFrame>
      ))}
      <div>
        <Button
          icon="plus"
          onPress={() => keep([...rules, { ruleId: newPartId(), tags: [], bought: [], retailerIds: [] }])}
          isDisabled={rules.length >= L.recommendRules}
          testId="automation-recommend-add"
        >
          {t('automation.recommend.add')}
        </Button>
      </div>
      <Checkbox isSelected={work.alsoBought} onChange={(alsoBought) => onChange({ ...work, alsoBought })}>
        {t('automation.recommend.alsoBought')}
      </Checkbox>
      <ProductsField
        label={t('automation.recommend.otherwise')}
        retailerIds={work.otherwise}
        onChange={(otherwise) => onChange({ ...work, otherwise })}
        testId="automation-recommend-otherwise"
      />
      <NumberPair
        counts={[
          {
            label: t('automation.recommend.most'),
            value: work.most,
            min: 1,
            max: L.recommendProducts,
            onChange: (most) => onChange({ ...work, most }),
          },
          {
            label: t('automation.recommend.leaveOut'),
            value: work.leaveOutBoughtDays,
            min: 0,
            max: 3650,
            onChange: (leaveOutBoughtDays) => onChange({ ...work, leaveOutBoughtDays }),
          },
        ]}
      />
    </>
  )
}
