import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { GroupBar } from './group-bar.tsx'
import { GroupColumn } from './group-column.tsx'
import { GroupEditor } from './group-editor.tsx'
import styles from './groups.module.css'
import type { Group, View } from './view.ts'

/** The group that is being written; a null one is new. */
export type Editing = { readonly group: Group | null }

type GroupedProps = {
  readonly view: View
  readonly onView: (view: View) => void
  readonly editing: Editing | null
  readonly onEditing: (editing: Editing | null) => void
  readonly children: ReactNode
}

/** The list beside the saved groups, with the chosen one above it, or the one that is being written. */
export function Grouped({ view, onView, editing, onEditing, children }: GroupedProps): ReactNode {
  const groups = useCall('group.list', {})
  const chosen = groups.data?.groups.find(({ groupId }) => groupId === view.groupId) ?? null
  const show = (next: View): void => {
    onEditing(null)
    onView(next)
  }
  return (
    <div className={styles['body']}>
      <GroupColumn view={view} onView={show} onNew={() => onEditing({ group: null })} />
      <div className={styles['main']}>
        {editing === null ? null : (
          <GroupEditor
            key={editing.group?.groupId ?? 'new'}
            group={editing.group}
            onSaved={(group) => show({ groupId: group.groupId, offers: 'any' })}
            onClose={() => onEditing(null)}
          />
        )}
        {chosen === null || editing !== null ? null : (
          <GroupBar
            key={chosen.groupId}
            group={chosen}
            onChange={() => onEditing({ group: chosen })}
            onGone={() => show({ groupId: null, offers: 'any' })}
          />
        )}
        {children}
      </div>
    </div>
  )
}
