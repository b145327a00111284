import type { CallbackCaller } from '../../webhooks/post.ts'
import { createAccountArea } from './account/index.ts'
import type { Area } from './area.ts'
import { createCatalogArea } from './catalog/index.ts'
import { createNumberArea } from './number/index.ts'
import { createTemplatesArea } from './templates/index.ts'

/** The management side: templates, catalog, number and account. */
export function createManagementAreas(caller: CallbackCaller): readonly Area[] {
  return [createNumberArea(caller), createAccountArea(caller), createTemplatesArea(), createCatalogArea()]
}
