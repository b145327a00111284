import type { CallOutput } from '../../bridge/index.ts'

export type Template = CallOutput<'template.list'>['templates'][number]
export type Overview = CallOutput<'template.overview'>
export type Detail = CallOutput<'template.detail'>
export type Draft = CallOutput<'template.draft'>
export type Content = Draft['content']
export type DraftText = Content['texts'][number]
export type DraftButton = DraftText['buttons'][number]
export type DraftCard = NonNullable<DraftText['carousel']>['cards'][number]
export type DraftState = Draft['states'][number]
export type Check = CallOutput<'template.check'>
export type Finding = Check['findings'][number]
export type Place = Finding['place']
export type ButtonType = DraftButton['type']
export type HeaderFormat = DraftText['header']['format']
