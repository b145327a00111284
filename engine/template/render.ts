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

export type RenderExtras = { readonly headerUrl?: string | null; readonly couponCode?: string | null }

/** Fills a template in. Missing values leave a gap and are named in `missing`; nothing of the form {{…}} remains. */
export function renderTemplate(template: Template, values: TemplateValues, extras: RenderExtras = {}): RenderedTemplate {
  const valueOf = (key: string) => cleanValue(values[key] ?? '')
  const hasCoupon = template.buttons.some((button) => button.type === 'COPY_CODE')
  return {
    ...renderHeader(template.header, values, extras),
    body: fillPlaceholders(template.body, valueOf),
    footer: template.footer,
    buttons: template.buttons.map(({ type, text }) => ({ type, text })),
    couponCode: hasCoupon ? (extras.couponCode ?? null) : null,
    missing: neededKeys(template).filter((key) => valueOf(key) === ''),
  }
}

function renderHeader(
  header: Template['header'],
  values: TemplateValues,
  extras: RenderExtras,
): Pick<RenderedTemplate, 'headerText' | 'headerUrl'> {
  const none = { headerText: null, headerUrl: null }
  if (header === null) return none
  if (header.format === 'TEXT') {
    const valueOf = (name: string) => cleanValue(values[variableKey({ name, where: 'header' })] ?? '')
    return { ...none, headerText: fillPlaceholders(header.text ?? '', valueOf) }
  }
  const isMedia = header.format === 'IMAGE' || header.format === 'VIDEO' || header.format === 'DOCUMENT'
  return isMedia ? { ...none, headerUrl: extras.headerUrl ?? header.sampleUrl } : none
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
