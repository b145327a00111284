import { useEffect, type ReactNode } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { CustomerActs } from '../features/audit/index.ts'
import { AutomationsPage } from '../features/automation/index.ts'
import { BroadcastsPage } from '../features/broadcast/index.ts'
import { CatalogPage } from '../features/catalog/index.ts'
import { ConnectWizard } from '../features/connection/index.ts'
import { PlacesPage } from '../features/consent/index.ts'
import { CouponPage } from '../features/coupon/index.ts'
import { CustomerPage, CustomersPage, FieldsPage, ImportedPage, PastImportsPage, TwicePage } from '../features/customer/index.ts'
import { InboxPage } from '../features/inbox/index.ts'
import { RafflePage } from '../features/raffle/index.ts'
import { ReportsPage } from '../features/report/index.ts'
import { RecoveryCode } from '../features/vault/index.ts'
import { TemplateBuilderPage, TemplateStartPage } from '../features/template/index.ts'
import { useWords } from '../i18n/index.ts'
import { routes } from '../navigation/index.ts'
import { EmptyState, useMay, type Needs } from '../ui/index.ts'
import { sectionOf } from './sections.ts'
import { CouponsScreen } from './coupons-screen.tsx'
import { SettingsScreen } from './settings-screen.tsx'
import { TemplatesScreen } from './templates-screen.tsx'

/** One screen for each address. */
export function Screens(): ReactNode {
  const { t } = useWords()
  useTitle()
  return (
    <Switch>
      <Route path="/">
        <Redirect to={routes.inbox()} replace />
      </Route>
      <Route path="/inbox/:customerId?/:at?/:messageId?">
        {({ customerId, messageId }) => <InboxPage customerId={customerId ?? null} messageId={messageId ?? null} />}
      </Route>
      <Route path="/broadcasts/*?">
        <BroadcastsPage />
      </Route>
      <Route path="/customers">
        <CustomersPage />
      </Route>
      <Route path="/customers/group/:groupId">{({ groupId }) => <CustomersPage key={groupId} groupId={groupId} />}</Route>
      <Route path={routes.customersWithoutAgreement()}>
        <CustomersPage key="without-agreement" offers="unknown" />
      </Route>
      <Route path="/customers/import/:importId">{({ importId }) => <ImportedPage importId={importId} />}</Route>
      <Route path={routes.customersImports()}>
        <Reserved needs="customer.imports" instead={routes.customers()}>
          <PastImportsPage />
        </Reserved>
      </Route>
      <Route path={routes.customerFields()}>
        <FieldsPage />
      </Route>
      <Route path={routes.customersTwice()}>
        <TwicePage />
      </Route>
      <Route path={routes.consentPlaces()}>
        <PlacesPage />
      </Route>
      <Route path="/customers/:customerId">
        {({ customerId }) => <CustomerPage key={customerId} customerId={customerId} acts={<CustomerActs customerId={customerId} />} />}
      </Route>
      <Route path="/templates">
        <TemplatesScreen tab="templates" />
      </Route>
      <Route path="/templates/new">
        <Reserved needs="template.draftFrom" instead={routes.templates()}>
          <TemplateStartPage />
        </Reserved>
      </Route>
      <Route path="/templates/draft/:draftId">
        {({ draftId }) => (
          <Reserved needs={['template.saveDraft', 'template.check']} instead={routes.templates()}>
            <TemplateBuilderPage draftId={draftId} />
          </Reserved>
        )}
      </Route>
      <Route path="/quick-replies">
        <TemplatesScreen tab="quick-replies" />
      </Route>
      <Route path="/catalog">
        <CatalogPage />
      </Route>
      <Route path="/automations/:part?">{({ part }) => <AutomationsPage part={part ?? null} />}</Route>
      <Route path="/coupons">
        <CouponsScreen tab="coupons" />
      </Route>
      <Route path={routes.newCoupon()}>
        <CouponsScreen key="new" tab="coupons" isNew />
      </Route>
      <Route path="/raffles">
        <CouponsScreen tab="raffles" />
      </Route>
      <Route path="/raffles/:raffleId">{({ raffleId }) => <RafflePage key={raffleId} raffleId={raffleId} />}</Route>
      <Route path="/coupons/:couponId">{({ couponId }) => <CouponPage key={couponId} couponId={couponId} />}</Route>
      <Route path={routes.reports()}>
        <Reserved needs="report.overview" instead={routes.inbox()}>
          <ReportsPage />
        </Reserved>
      </Route>
      <Route path={routes.connectNumber()}>
        <Reserved
          needs={[
            'connection.setup',
            'connection.beginSetup',
            'connection.goToSetupStep',
            'connection.endSetup',
            'connection.beginLiveTest',
            'connection.liveTest',
            'connection.answerLiveTest',
          ]}
          instead={routes.settings()}
        >
          <ConnectWizard recoveryCode={(confirm) => <RecoveryCode confirm={confirm} />} />
        </Reserved>
      </Route>
      <Route path="/settings/connection/fix/:fix">{({ fix }) => <SettingsScreen page="connection" fix={fix} />}</Route>
      <Route path="/settings/acts/about/:customerId">
        {({ customerId }) => <SettingsScreen page="acts" aboutCustomerId={customerId} />}
      </Route>
      <Route path="/settings/:page?">{({ page }) => <SettingsScreen page={page ?? 'connection'} />}</Route>
      <Route>
        <EmptyState icon="question" title={t('app.notFound')} />
      </Route>
    </Switch>
  )
}

type ReservedProps = { readonly needs: Needs; readonly instead: string; readonly children: ReactNode }

/** A screen that is nothing but what it needs; whoever may not do it comes somewhere else. */
function Reserved({ needs, instead, children }: ReservedProps): ReactNode {
  return useMay()(needs) ? children : <Redirect to={instead} replace />
}

/** Names the window after the section, for the task bar and for screen readers. */
function useTitle(): void {
  const { t } = useWords()
  const [path] = useLocation()
  const section = sectionOf(path)
  const title = section === undefined ? t('app.name') : `${t(section.words)} - ${t('app.name')}`
  useEffect(() => {
    document.title = title
  }, [title])
}
