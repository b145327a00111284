import type { Area, Route } from '../area.ts'
import { compareTemplates, readAnalytics } from './analytics.ts'
import { archiveTemplates, deleteTemplates, editTemplate, unpauseTemplate } from './change.ts'
import { createTemplate } from './create.ts'
import { listLibrary, listTemplates, previewTemplates, readTemplate } from './reads.ts'
import { migrateTemplates, upsertTemplates } from './upsert.ts'

const scopes = ['whatsapp_business_management'] as const

/** Templates: made, reviewed, changed, counted. @source reference part 5 */
export function createTemplatesArea(): Area {
  const archive = ['archive', 'unarchive'].flatMap((word): readonly Route[] =>
    // Meta answers these calls under another host and without a version.
    ['', '/'].map((start) => ({ method: 'POST', path: `${start}{account}/message_templates/${word}`, scopes, handle: archiveTemplates })),
  )
  return {
    kinds: { template: (world, id) => world.management.templates.find(id) !== undefined },
    routes: [
      { method: 'GET', path: '{account}/message_templates', scopes, handle: listTemplates },
      { method: 'POST', path: '{account}/message_templates', scopes, handle: createTemplate },
      { method: 'DELETE', path: '{account}/message_templates', scopes, handle: deleteTemplates },
      { method: 'POST', path: '{account}/upsert_message_templates', scopes, handle: upsertTemplates },
      { method: 'POST', path: '{account}/migrate_message_templates', scopes, handle: migrateTemplates },
      { method: 'GET', path: '{account}/message_template_previews', scopes, handle: previewTemplates },
      { method: 'GET', path: '{account}/template_analytics', scopes, handle: readAnalytics },
      { method: 'GET', path: 'message_template_library', scopes, handle: listLibrary },
      { method: 'GET', path: '{account}/message_template_library', scopes, handle: listLibrary },
      { method: 'GET', path: '{template}', scopes, handle: readTemplate },
      { method: 'POST', path: '{template}', scopes, handle: editTemplate },
      { method: 'POST', path: '{template}/unpause', scopes, handle: unpauseTemplate },
      { method: 'GET', path: '{template}/compare', scopes, handle: compareTemplates },
      ...archive,
    ],
  }
}
