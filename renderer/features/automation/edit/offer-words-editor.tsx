import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Checkbox, Link } from '../../../ui/index.ts'
import type { EditProps } from '../types.ts'
import { KnownWords } from './known-words.tsx'
import { SpokenTexts } from './spoken-texts.tsx'
import { WordTags } from './word-tags.tsx'

/** Words that end or begin offers, beside those that Shopbell knows in all its languages. */
export function OfferWordsEditor({ work, onChange }: EditProps<'offer-words'>): ReactNode {
  const { t } = useWords()
  const known = useCall('automation.words', {})
  return (
    <>
      <WordTags
        label={t('automation.offer.stop')}
        hint={t('automation.offer.note')}
        words={work.stop}
        onChange={(stop) => onChange({ ...work, stop })}
        testId="automation-stop-words"
      />
      <KnownWords words={known.data?.stop ?? []} />
      <SpokenTexts
        label={t('automation.offer.stopText')}
        texts={work.stopTexts}
        onChange={(stopTexts) => onChange({ ...work, stopTexts })}
        isOptional
        testId="automation-stop-text"
      />
      <WordTags
        label={t('automation.offer.start')}
        words={work.start}
        onChange={(start) => onChange({ ...work, start })}
        testId="automation-start-words"
      />
      <KnownWords words={known.data?.start ?? []} />
      <SpokenTexts
        label={t('automation.offer.startText')}
        texts={work.startTexts}
        onChange={(startTexts) => onChange({ ...work, startTexts })}
        isOptional
        testId="automation-start-text"
      />
      <Checkbox
        isSelected={work.pile}
        onChange={(pile) => onChange({ ...work, pile })}
        note={t('automation.offer.pile.note')}
        testId="automation-pile"
      >
        {t('automation.offer.pile')}
      </Checkbox>
      <Link to={routes.automation('doubts')} testId="automation-open-doubts">
        {t('automation.doubts.open')}
      </Link>
    </>
  )
}
