import type { CallOutput } from '../../bridge/index.ts'

export type PrivacySettings = CallOutput<'privacy.settings'>
export type Retention = PrivacySettings['retention']
export type PrivacyRequest = CallOutput<'privacy.saveRequest'>
export type ExportedFile = CallOutput<'privacy.exports'>['exports'][number]
