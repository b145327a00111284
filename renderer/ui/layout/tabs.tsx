import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import styles from './tabs.module.css'

/** One tab with its panel. */
export type TabItem<T extends string> = {
  readonly id: T
  readonly label: ReactNode
  readonly count?: string | undefined
  readonly content?: ReactNode
}

type TabsProps<T extends string> = {
  readonly label: string
  readonly value: T
  readonly onChange: (value: T) => void
  readonly tabs: readonly TabItem<T>[]
  /** What all tabs show when they only filter; else each tab has its own content. */
  readonly children?: ReactNode
  readonly testId?: string | undefined
}

/** Views of one thing side by side; arrows move between them. Each tab's test id is `testId-id`. */
export function Tabs<T extends string>({ label, value, onChange, tabs, children, testId }: TabsProps<T>): ReactNode {
  return (
    <AriaTabs className={styles['tabs'] ?? ''} selectedKey={value} onSelectionChange={(key) => onChange(key as T)}>
      <TabList className={styles['list'] ?? ''} aria-label={label}>
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className={styles['tab'] ?? ''}
            {...(testId === undefined ? {} : { 'data-testid': `${testId}-${tab.id}` })}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className={styles['count']}>{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles['panel'] ?? ''}>
          {tab.content ?? children}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
