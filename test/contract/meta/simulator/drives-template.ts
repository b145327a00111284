import type { CreateTemplateRequest } from '#contract/cloud-api/manage-template.ts'
import { keep, take, type SimulatorDrive } from './drive.ts'

const HOURS_26_MS = 26 * 3_600_000
const draft: CreateTemplateRequest = {
  name: 'autumn_box',
  language: 'en',
  category: 'MARKETING',
  parameter_format: 'named',
  components: [
    {
      type: 'BODY',
      text: 'Hi {{first_name}}, our autumn box is here.',
      example: { body_text_named_params: [{ param_name: 'first_name', example: 'Mei' }] },
    },
    { type: 'FOOTER', text: 'Reply STOP to leave' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stop promotions' }] },
  ],
}
const change: CreateTemplateRequest['components'] = [
  {
    type: 'BODY',
    text: 'Hello {{first_name}}, our winter box is here.',
    example: { body_text_named_params: [{ param_name: 'first_name', example: 'Mei' }] },
  },
]
const codes = {
  name: 'login_code',
  languages: ['en_US'],
  category: 'AUTHENTICATION' as const,
  components: [
    { type: 'BODY' as const, add_security_recommendation: true },
    { type: 'BUTTONS' as const, buttons: [{ type: 'OTP' as const, otp_type: 'COPY_CODE' as const }] },
  ],
}
const lastDays = () => {
  const end = Math.floor(Date.now() / 1000)
  return { start: end - 7 * 86_400, end }
}

/** Templates from the first draft to the archive. */
export const templateDrives: readonly SimulatorDrive[] = [
  { of: ['template.list'], run: ({ api }) => api.templates.list() },
  { of: ['template.create'], run: ({ api }, made) => keep(made, 'template', api.templates.create(draft)) },
  {
    of: ['template.create'],
    run: ({ api }, made) => keep(made, 'other template', api.templates.create({ ...draft, name: 'winter_box', language: 'zh_TW' })),
  },
  {
    of: ['template.read'],
    before: ({ control }) => control('clock', { advanceMs: HOURS_26_MS }),
    run: ({ api }, made) => api.templates.read(take(made, 'template')),
  },
  { of: ['template.edit'], run: ({ api }, made) => api.templates.edit(take(made, 'template'), { components: change }) },
  {
    of: ['template.create-from-library'],
    run: async ({ api }) => {
      const library = await api.templates.library({ language: 'en' })
      if (!library.ok) return library
      const plain = library.value.find((one) => (one.buttons ?? []).length === 0) ?? library.value[0]
      return api.templates.createFromLibrary({
        name: 'from_library',
        category: 'UTILITY',
        language: 'en',
        library_template_name: plain?.name ?? '',
      })
    },
  },
  { of: ['template.library'], run: ({ api }) => api.templates.library({ search: 'delivery' }) },
  { of: ['account.enable-insights'], run: ({ api }) => api.account.enableInsights() },
  {
    of: ['template.analytics'],
    run: ({ api }, made) =>
      api.templates.analytics({
        ...lastDays(),
        template_ids: [take(made, 'template')],
        metric_types: ['sent', 'delivered', 'read', 'clicked', 'cost'],
      }),
  },
  {
    of: ['template.compare'],
    run: ({ api }, made) => api.templates.compare(take(made, 'template'), { ...lastDays(), template_ids: [take(made, 'other template')] }),
  },
  { of: ['template.upsert'], run: ({ api }) => api.templates.upsert({ ...codes, components: [...codes.components] }) },
  {
    of: ['template.preview'],
    run: ({ api }) => api.templates.previews({ category: 'AUTHENTICATION', languages: 'en_US', button_types: 'OTP' }),
  },
  {
    of: ['template.unpause'],
    before: async ({ control }) => {
      await control('events/pacing', { name: 'winter_box', language: 'zh_TW', sample: 0 })
      await control('events/pacing-verdict', { name: 'winter_box', language: 'zh_TW', verdict: 'bad' })
    },
    run: ({ api }, made) => api.templates.unpause(take(made, 'other template')),
  },
  {
    of: ['template.archive'],
    before: ({ control }) => control('clock', { advanceMs: HOURS_26_MS }),
    run: ({ api }, made) => api.templates.archive([take(made, 'other template')]),
  },
  { of: ['template.unarchive'], run: ({ api }, made) => api.templates.unarchive([take(made, 'other template')]) },
  { of: ['template.remove'], run: ({ api }) => api.templates.remove({ name: 'winter_box' }) },
]
