import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type {
  ArchivedTemplates,
  CreatedTemplate,
  LibraryTemplate,
  MigratedTemplates,
  TemplateComparison,
  TemplateDay,
  TemplatePreview,
  UnpausedTemplate,
  UpsertedTemplates,
} from '#contract/cloud-api/answer-template-more.ts'
import type {
  CreateLibraryTemplateRequest,
  CreateTemplateRequest,
  EditTemplateRequest,
  LibraryQuery,
  MigrateTemplatesRequest,
  RemoveTemplateRequest,
  TemplateAnalyticsQuery,
  TemplateCompareQuery,
  TemplateFilter,
  TemplatePreviewQuery,
  UpsertTemplatesRequest,
} from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { archiveTemplates, unarchiveTemplates } from './archive-templates.ts'
import { browseLibrary } from './browse-library.ts'
import { compareTemplates } from './compare-templates.ts'
import { createFromLibrary } from './create-from-library.ts'
import { createTemplate } from './create-template.ts'
import { editTemplate } from './edit-template.ts'
import { listTemplates, probeTemplates } from './list-templates.ts'
import { migrateTemplates } from './migrate-templates.ts'
import { previewTemplates } from './preview-templates.ts'
import { readTemplateAnalytics } from './read-analytics.ts'
import { readTemplate } from './read-template.ts'
import { removeTemplate } from './remove-template.ts'
import { unpauseTemplate } from './unpause-template.ts'
import { upsertTemplates } from './upsert-templates.ts'

/** Templates of the account. */
export type TemplateOperations = {
  /** Every template, all pages; or those that fit the filter. */
  list(filter?: TemplateFilter): Promise<Result<readonly TemplateNode[]>>
  /** Reads one template only: proves that templates may be read. */
  probe(): Promise<Result<void>>
  read(templateId: string): Promise<Result<TemplateNode>>
  /** Hands in for review; Meta may answer another category than was asked for. Refuses by itself what breaks a rule of template-rules.ts. */
  create(request: CreateTemplateRequest): Promise<Result<CreatedTemplate>>
  createFromLibrary(request: CreateLibraryTemplateRequest): Promise<Result<CreatedTemplate>>
  /** Parts are replaced whole; approved templates once in 24 hours and ten times in 30 days. */
  edit(templateId: string, request: EditTemplateRequest): Promise<Result<void>>
  /** A name takes all its languages; a name with `hsm_id` takes one. */
  remove(request: RemoveTemplateRequest): Promise<Result<void>>
  /** Ends a pacing pause. */
  unpause(templateId: string): Promise<Result<UnpausedTemplate>>
  archive(templateIds: readonly string[]): Promise<Result<ArchivedTemplates>>
  unarchive(templateIds: readonly string[]): Promise<Result<ArchivedTemplates>>
  /** Meta's ready-made templates. */
  library(query: LibraryQuery): Promise<Result<readonly LibraryTemplate[]>>
  /** Daily sums of up to ten templates; insights must have been enabled for the account. */
  analytics(query: TemplateAnalyticsQuery): Promise<Result<readonly TemplateDay[]>>
  compare(templateId: string, query: TemplateCompareQuery): Promise<Result<readonly TemplateComparison[]>>
  migrate(request: MigrateTemplatesRequest): Promise<Result<MigratedTemplates>>
  upsert(request: UpsertTemplatesRequest): Promise<Result<UpsertedTemplates>>
  previews(query: TemplatePreviewQuery): Promise<Result<readonly TemplatePreview[]>>
}

export const templateOperations = (deps: CallDeps, account: string): TemplateOperations => ({
  list: (filter) => listTemplates(deps, account, filter),
  probe: () => probeTemplates(deps, account),
  read: (templateId) => readTemplate(deps, templateId),
  create: (request) => createTemplate(deps, account, request),
  createFromLibrary: (request) => createFromLibrary(deps, account, request),
  edit: (templateId, request) => editTemplate(deps, templateId, request),
  remove: (request) => removeTemplate(deps, account, request),
  unpause: (templateId) => unpauseTemplate(deps, templateId),
  archive: (templateIds) => archiveTemplates(deps, account, templateIds),
  unarchive: (templateIds) => unarchiveTemplates(deps, account, templateIds),
  library: (query) => browseLibrary(deps, query),
  analytics: (query) => readTemplateAnalytics(deps, account, query),
  compare: (templateId, query) => compareTemplates(deps, templateId, query),
  migrate: (request) => migrateTemplates(deps, account, request),
  upsert: (request) => upsertTemplates(deps, account, request),
  previews: (query) => previewTemplates(deps, account, query),
})
