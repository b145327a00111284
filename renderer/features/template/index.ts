export { BuilderPage as TemplateBuilderPage } from './builder/builder-page.tsx'
export { StartPage as TemplateStartPage } from './start/start-page.tsx'
export { TemplatesPage } from './list/templates-page.tsx'
