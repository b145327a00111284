export { ActsPage } from './acts-page.tsx'
export { CustomerActs } from './customer-acts.tsx'
