export { createPrivacy } from './create.ts'
export type { PrivacyDeps } from './deps.ts'
export type { PersonalDataSource, PersonalFile } from './personal-data.ts'
