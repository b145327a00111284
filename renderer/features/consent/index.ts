export { AskDialog } from './ask-dialog.tsx'
export { PlacesPage } from './places-page.tsx'
