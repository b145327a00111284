import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useSentences } from '../../../group-builder/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Quiet, Select, cx } from '../../../ui/index.ts'
import styles from './groups.module.css'
import { filterOf, fixedViews, type Group, type View } from './view.ts'

type GroupColumnProps = {
  readonly view: View
  readonly onView: (view: View) => void
  readonly onNew: () => void
}

/** Everybody, those who can get offers, and the saved groups, each with how many people it holds now. In a narrow window a menu does the same. */
export function GroupColumn({ view, onView, onNew }: GroupColumnProps): ReactNode {
  const { t } = useWords()
  const list = useCall('group.list', {})
  const groups = list.data?.groups ?? []
  const sentenceOf = useSentences()
  const fixed = useFixedViews(view)
  const add = (
    <Button needs="group.save" size="small" icon="plus" onPress={onNew} testId="customer-groups-new">
      {t('group.new')}
    </Button>
  )
  return (
    <>
      <nav className={styles['column']} aria-label={t('group.title')} data-pane="" tabIndex={-1} data-testid="customer-groups">
        <ul className={styles['views']}>
          {fixed.map(({ id, offers, words }) => (
            <li key={id}>
              <ViewButton
                isCurrent={view.groupId === null && view.offers === offers}
                onChoose={() => onView({ groupId: null, offers })}
                count={<ListCount view={{ groupId: null, offers }} />}
                testId={`customer-groups-${id}`}
              >
                {t(words)}
              </ViewButton>
            </li>
          ))}
        </ul>
        <h2 className={styles['head']}>{t('group.title')}</h2>
        {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
        {list.data !== undefined && groups.length === 0 ? <Quiet isSmall>{t('group.none')}</Quiet> : null}
        <ul className={styles['views']}>
          {groups.map((group) => (
            <li key={group.groupId}>
              <ViewButton
                isCurrent={view.groupId === group.groupId}
                onChoose={() => onView({ groupId: group.groupId, offers: 'any' })}
                count={<RuleCount group={group} />}
                title={sentenceOf(group)}
                testId="customer-groups-group"
              >
                <bdi>{group.name}</bdi>
              </ViewButton>
            </li>
          ))}
        </ul>
        <div>{add}</div>
      </nav>
      <div className={styles['narrow']}>
        <ViewMenu view={view} onView={onView} groups={groups} views={fixed} />
        <Button needs="group.save" size="small" icon="plus" onPress={onNew} testId="customer-groups-menu-new">
          {t('group.new')}
        </Button>
      </div>
    </>
  )
}

/** The views that hold for this shop now. */
function useFixedViews(view: View): readonly (typeof fixedViews)[number][] {
  const restricted = useCall('customer.list', { isRestricted: true, limit: 1 })
  const isAny = (restricted.data?.total ?? 0) > 0 || view.offers === 'restricted'
  return isAny ? fixedViews : fixedViews.filter(({ id }) => id !== 'restricted')
}

type ViewButtonProps = {
  readonly isCurrent: boolean
  readonly onChoose: () => void
  readonly count: ReactNode
  readonly title?: string
  readonly testId: string
  readonly children: ReactNode
}

function ViewButton({ isCurrent, onChoose, count, title, testId, children }: ViewButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={cx(styles['view'])}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={onChoose}
      title={title}
      data-testid={testId}
    >
      <span className={styles['name']}>{children}</span>
      {count}
    </button>
  )
}

/** How many people the list has in a view. */
function ListCount({ view }: { readonly view: View }): ReactNode {
  const { number } = useWords()
  const list = useCall('customer.list', { ...filterOf(view), limit: 1 })
  return <span className={styles['number']}>{list.data === undefined ? '' : number(list.data.total)}</span>
}

/** How many people a group holds now. */
function RuleCount({ group }: { readonly group: Group }): ReactNode {
  const { number } = useWords()
  const count = useCall('group.count', { rule: group.rule })
  return (
    <span className={styles['number']} data-testid="customer-groups-count" data-count={count.data?.count}>
      {count.data === undefined ? '' : number(count.data.count)}
    </span>
  )
}

type ViewMenuProps = Omit<GroupColumnProps, 'onNew'> & {
  readonly groups: readonly Group[]
  readonly views: readonly (typeof fixedViews)[number][]
}

/** The same choice as a menu, for windows without room for a column. */
function ViewMenu({ view, onView, groups, views }: ViewMenuProps): ReactNode {
  const { t } = useWords()
  const fixed = views.map(({ id, words }) => ({ value: id as string, label: t(words) }))
  const sentenceOf = useSentences()
  const saved = groups.map((group) => ({ value: group.groupId as string, label: group.name, note: sentenceOf(group) }))
  return (
    <Select
      label={t('group.show')}
      isLabelHidden
      value={view.groupId ?? fixedViews.find(({ offers }) => offers === view.offers)?.id ?? null}
      choices={[...fixed, ...saved]}
      onChange={(value) => {
        const group = groups.find(({ groupId }) => groupId === value)
        const offers = fixedViews.find(({ id }) => id === value)?.offers ?? 'any'
        onView({ groupId: group?.groupId ?? null, offers })
      }}
      testId="customer-groups-menu"
    />
  )
}
