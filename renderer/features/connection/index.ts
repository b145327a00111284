export { NoticeStrip } from './notice/notice-strip.tsx'
export { NumberPage } from './number/number-page.tsx'
export { ConnectWizard } from './wizard/wizard.tsx'
