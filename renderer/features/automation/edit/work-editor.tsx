import type { ReactNode } from 'react'
import type { Work } from '../types.ts'
import { AwayEditor } from './away-editor.tsx'
import { DripEditor } from './drip-editor.tsx'
import { FlowEditor } from './flow-editor.tsx'
import { GreetingEditor } from './greeting-editor.tsx'
import { KeywordsEditor } from './keywords-editor.tsx'
import { MenuEditor } from './menu-editor.tsx'
import { OfferWordsEditor } from './offer-words-editor.tsx'
import { RecommendEditor } from './recommend-editor.tsx'
import { ReminderEditor } from './reminder-editor.tsx'
import { SurveyEditor } from './survey-editor.tsx'

/** Writes what an automation does; one editor for each kind. */
export function WorkEditor({ work, onChange }: { readonly work: Work; readonly onChange: (work: Work) => void }): ReactNode {
  switch (work.kind) {
    case 'greeting':
      return <GreetingEditor work={work} onChange={onChange} />
    case 'away':
      return <AwayEditor work={work} onChange={onChange} />
    case 'keywords':
      return <KeywordsEditor work={work} onChange={onChange} />
    case 'menu':
      return <MenuEditor work={work} onChange={onChange} />
    case 'flow':
      return <FlowEditor work={work} onChange={onChange} />
    case 'recommend':
      return <RecommendEditor work={work} onChange={onChange} />
    case 'survey':
      return <SurveyEditor work={work} onChange={onChange} />
    case 'reminder':
      return <ReminderEditor work={work} onChange={onChange} />
    case 'drip':
      return <DripEditor work={work} onChange={onChange} />
    case 'offer-words':
      return <OfferWordsEditor work={work} onChange={onChange} />
  }
}
