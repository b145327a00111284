export { createSearch } from './create.ts'
