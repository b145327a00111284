export { More } from './more.tsx'
export { Card, Columns, Hidden, Page, Quiet, Stack } from './page.tsx'
export { scrollerOf } from './scroller-of.ts'
export { Tabs } from './tabs.tsx'
