export { Dialog } from './dialog.tsx'
export { Menu } from './menu.tsx'
export { Tooltip } from './tooltip.tsx'
