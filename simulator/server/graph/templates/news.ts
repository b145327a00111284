import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { report } from '../../../behaviour/customers.ts'
import type { World } from '../../../behaviour/world.ts'

/** A status event. @source reference part 8.5 */
export type StatusNews = {
  readonly event: string
  readonly reason?: string
  readonly other_info?: { readonly title: string; readonly description: string }
  readonly rejection_info?: { readonly reason: string; readonly recommendation: string }
  readonly disable_info?: { readonly disable_date: string }
}

/** Reports `message_template_status_update`. */
export function reportStatus(world: World, template: TemplateNode, news: StatusNews): void {
  tell(world, 'message_template_status_update', {
    ...headOf(template),
    message_template_category: template.category,
    reason: 'NONE',
    ...news,
  })
}

/** Reports `message_template_quality_update`. */
export function reportQuality(world: World, template: TemplateNode, scores: { readonly previous: string; readonly now: string }): void {
  tell(world, 'message_template_quality_update', {
    previous_quality_score: scores.previous,
    new_quality_score: scores.now,
    ...headOf(template),
  })
}

/** Reports `template_category_update` of a change that is done. */
export function reportCategory(world: World, template: TemplateNode, previous: string): void {
  tell(world, 'template_category_update', {
    ...headOf(template),
    previous_category: previous,
    new_category: template.category,
  })
}

/** Reports `template_category_update` of a change that is about to come. */
export function reportCategoryNotice(
  world: World,
  template: TemplateNode,
  news: { readonly correct: string; readonly atMs: number },
): void {
  tell(world, 'template_category_update', {
    ...headOf(template),
    new_category: template.category,
    correct_category: news.correct,
    category_update_timestamp: Math.floor(news.atMs / 1000),
  })
}

/** Reports `message_template_components_update`. */
export function reportComponents(world: World, template: TemplateNode): void {
  const textOf = (type: string): string | undefined => template.components.find((part) => part.type === type)?.text
  const [title, footer] = [textOf('HEADER'), textOf('FOOTER')]
  const buttons = template.components
    .find((part) => part.type === 'BUTTONS')
    ?.buttons?.map((button) => ({
      message_template_button_type: button.type,
      message_template_button_text: button.text ?? '',
      ...(button.url === undefined ? {} : { message_template_button_url: button.url }),
    }))
  tell(world, 'message_template_components_update', {
    ...headOf(template),
    message_template_element: textOf('BODY') ?? '',
    ...(title === undefined ? {} : { message_template_title: title }),
    ...(footer === undefined ? {} : { message_template_footer: footer }),
    ...(buttons === undefined ? {} : { message_template_buttons: buttons }),
  })
}

function headOf(template: TemplateNode): object {
  return {
    // A bare number, as Meta writes it; the simulator's ids stay below 2^53.
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  }
}

function tell(world: World, field: string, value: object): void {
  report(world, { kind: 'change', field, value })
}
