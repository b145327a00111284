export { Dialog } from './dialog.tsx'
export { FloatingMenu, Menu } from './menu.tsx'
export type { MenuAction } from './menu.tsx'
export { Tooltip } from './tooltip.tsx'
