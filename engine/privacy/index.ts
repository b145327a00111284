export type { PersonalDataSource, PersonalFile } from './personal-data.ts'
