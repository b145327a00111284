import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import type { TemplateDeps } from './deps.ts'
import { beginDraft, browseLibrary } from './draft/begin-draft.ts'
import { checkOnScreen } from './draft/checks.ts'
import { addSample, deleteDraft, getDraft, saveDraft, showSample } from './draft/drafts.ts'
import { enableAnalytics, readAnalytics } from './insight/insight.ts'
import { detail, overview } from './overview.ts'
import { removeTemplate, unpauseTemplate } from './remove.ts'
import { submitDraft } from './submit/submit.ts'

/** The two calls that the room itself answers. */
export type TemplateUseCases = {
  sync(): Promise<Result<CallOutput<'template.sync'>>>
  list(input: ParsedInput<'template.list'>): Result<CallOutput<'template.list'>>
}

/** Binds calls to use cases. Submissions run one after the other, so that none is taken for cut off by another. */
export function templateHandlers(deps: TemplateDeps, service: TemplateUseCases): Handlers {
  let submissions: Promise<unknown> = Promise.resolve()
  return {
    'template.sync': () => service.sync(),
    'template.list': (input) => service.list(input),
    'template.overview': (input) => overview(deps, input),
    'template.detail': (input) => detail(deps, input),
    'template.draftFrom': (input) => beginDraft(deps, input),
    'template.draft': (input) => getDraft(deps, input),
    'template.saveDraft': (input) => saveDraft(deps, input),
    'template.deleteDraft': (input) => deleteDraft(deps, input),
    'template.check': (input) => checkOnScreen(deps.vault.store.read, input),
    'template.addSample': (input) => addSample(deps, input),
    'template.sample': (input) => showSample(deps, input),
    'template.submit'(input) {
      const submitted: Promise<Result<CallOutput<'template.submit'>>> = submissions.then(() => submitDraft(deps, input))
      submissions = submitted.catch(() => undefined)
      return submitted
    },
    'template.remove': (input) => removeTemplate(deps, input),
    'template.unpause': (input) => unpauseTemplate(deps, input),
    'template.enableAnalytics': () => enableAnalytics(deps),
    'template.analytics': (input) => readAnalytics(deps, input),
    'template.library': (input) => browseLibrary(deps, input),
  }
}
