import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { BroadcastPage, NewBroadcastPage } from './broadcast-page.tsx'
import { CalendarPage } from './calendar/calendar-page.tsx'
import { BroadcastList } from './list/broadcast-list.tsx'
import { NewSeriesPage } from './series/new-series-page.tsx'
import { SeriesListPage } from './series/series-list-page.tsx'
import { SeriesPage } from './series/series-page.tsx'

/** Everything under the section of broadcasts: the list, the calendar, series, a new one, and one of them. */
export function BroadcastsPage(): ReactNode {
  return (
    <Switch>
      <Route path="/broadcasts">
        <BroadcastList />
      </Route>
      <Route path="/broadcasts/calendar">
        <CalendarPage />
      </Route>
      <Route path="/broadcasts/series">
        <SeriesListPage />
      </Route>
      <Route path="/broadcasts/series/new/:broadcastId?">
        {({ broadcastId }) => <NewSeriesPage {...(broadcastId === undefined ? {} : { broadcastId })} />}
      </Route>
      <Route path="/broadcasts/series/:seriesId">{({ seriesId }) => <SeriesPage key={seriesId} seriesId={seriesId} />}</Route>
      <Route path="/broadcasts/new">
        <NewBroadcastPage key="new" />
      </Route>
      <Route path="/broadcasts/new/to/:to">{({ to }) => <NewBroadcastPage key={to} to={decoded(to)} />}</Route>
      <Route path="/broadcasts/:broadcastId">{({ broadcastId }) => <BroadcastPage key={broadcastId} broadcastId={broadcastId} />}</Route>
    </Switch>
  )
}

/** The router hands over what stands in the address, read or not; reading it twice would harm no letter but `%`. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A tag with a bare percent sign that was read already.
    return text
  }
}
