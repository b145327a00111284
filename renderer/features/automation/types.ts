import type { AutomationSettings, AutomationWork } from '#contract/ipc/automation.ts'
import type { AutomaticAnswer, SpokenTexts } from '#contract/ipc/automation-parts.ts'
import type { CallOutput } from '../../bridge/index.ts'

export type Listed = CallOutput<'automation.list'>
/** One automation as the engine tells of it. */
export type Automation = Listed['automations'][number]
export type Work = AutomationWork
export type Kind = Work['kind']
/** The work of one kind. */
export type WorkOf<K extends Kind> = Extract<Work, { readonly kind: K }>
export type Answer = AutomaticAnswer
export type Texts = SpokenTexts
export type Settings = AutomationSettings
export type Use = CallOutput<'automation.uses'>['uses'][number]

type Step = WorkOf<'flow'>['steps'][number]
export type FlowStep = Step
export type FlowNext = Step['next']
export type Ending = Extract<FlowNext, { readonly kind: 'end' }>['ending']
export type Choice = Extract<Step['answer'], { readonly kind: 'choice' }>['options'][number]
export type DueMessage = WorkOf<'reminder'>['message']
export type DueTemplate = NonNullable<DueMessage['template']>

/** What an editor of one kind gets. */
export type EditProps<K extends Kind> = { readonly work: WorkOf<K>; readonly onChange: (work: WorkOf<K>) => void }
