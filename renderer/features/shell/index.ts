export { AboutPanel } from './about-panel.tsx'
export { AppearancePanel } from './appearance-panel.tsx'
export { FirstRun } from './first-run.tsx'
