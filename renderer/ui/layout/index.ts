export { Card, Columns, Hidden, Page, Quiet, Stack } from './page.tsx'
export { Tabs } from './tabs.tsx'
