export { appTest } from './app-test.ts'
export { answerOpenDialog, answerQuestion, answerSaveDialog } from './dialogs.ts'
export { readAppEnvironment, type AppEnvironment } from './environment.ts'
export { launchApp, type LaunchOptions, type OpenApp } from './launch-app.ts'
