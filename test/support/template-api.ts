import type { TemplateApi } from '../../engine/template/index.ts'

const refuse = async (): Promise<never> => {
  throw new Error('this test did not say what Meta answers to that')
}

/** Meta's side of templates for tests that only read: what is not given must not be asked. */
export const templateApi = (given: Partial<TemplateApi['templates']>): TemplateApi => ({
  templates: { list: refuse, create: refuse, edit: refuse, remove: refuse, unpause: refuse, library: refuse, analytics: refuse, ...given },
  account: { enableInsights: refuse },
  media: { uploadSample: refuse },
})
