import { buttonKey, cleanValue, fillPlaceholders, placeholdersIn, variableKey, type Template } from './rules.ts'

/** Values by `variableKey` and `buttonKey`; cleaned when used. */
export type TemplateValues = Readonly<Record<string, string>>

/** A message as a phone shows it; used by previews and by the bubbles of chats. */
export type RenderedTemplate = {
  readonly headerText: string | null
  /** Address of the header's picture, film or file. */
  readonly headerUrl: string | null
  readonly body: string
  readonly footer: string | null
  readonly buttons: readonly { readonly type: string; readonly text: string }[]
  readonly couponCode: string | null
  /** Keys of variables and link buttons without a visible value. */
  readonly missing: readonly string[]
}

/** Fills a template in. Missing values leave a gap and are named in `missing`; nothing of the form {{…}} remains. */
export function renderTemplate(
  template: Template,
  values: TemplateValues,
  extras: { readonly headerUrl?: string | null; readonly couponCode?: string | null } = {},
): RenderedTemplate {
  const valueOf = (key: string) => cleanValue(values[key] ?? '')
  const header = template.header
  const isMedia = header !== null && (header.format === 'IMAGE' || header.format === 'VIDEO' || header.format === 'DOCUMENT')
  return {
    headerText:
      header?.format === 'TEXT' ? fillPlaceholders(header.text ?? '', (name) => valueOf(variableKey({ name, where: 'header' }))) : null,
    headerUrl: isMedia ? (extras.headerUrl ?? header.sampleUrl) : null,
    body: fillPlaceholders(template.body, valueOf),
    footer: template.footer,
    buttons: template.buttons.map(({ type, text }) => ({ type, text })),
    couponCode: template.buttons.some((button) => button.type === 'COPY_CODE') ? (extras.couponCode ?? null) : null,
    missing: neededKeys(template).filter((key) => valueOf(key) === ''),
  }
}

/** Keys of all values that a template needs from its sender, coupon and pictures aside. */
export function neededKeys(template: Template): string[] {
  const links = template.buttons.flatMap((button, index) =>
    button.type === 'URL' && placeholdersIn(button.url ?? '').length > 0 ? [buttonKey(index)] : [],
  )
  return [...template.variables.map(variableKey), ...links]
}

/** The samples that were given with the template, as values: for a preview before anybody is chosen. */
export function sampleValues(template: Template): TemplateValues {
  return Object.fromEntries(template.variables.map((variable) => [variableKey(variable), variable.sample]))
}
