import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { BroadcastPage, NewBroadcastPage } from './broadcast-page.tsx'
import { BroadcastList } from './list/broadcast-list.tsx'

/** Everything under the section of broadcasts: the list, a new one, and one of them. */
export function BroadcastsPage(): ReactNode {
  return (
    <Switch>
      <Route path="/broadcasts">
        <BroadcastList />
      </Route>
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
