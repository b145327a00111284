export { AutomationsPage } from './automations-page.tsx'
