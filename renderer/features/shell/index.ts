export { AppearancePanel } from './appearance-panel.tsx'
export { FirstRun } from './first-run.tsx'
