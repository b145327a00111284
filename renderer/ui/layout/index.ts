export { Card, Columns, Page, Quiet, Stack } from './page.tsx'
export { Tabs } from './tabs.tsx'
