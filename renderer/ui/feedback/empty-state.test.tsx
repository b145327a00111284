import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { PermissionProvider } from '../permission/permission.tsx'
import { EmptyState } from './empty-state.tsx'

const shown = (...calls: readonly string[]): string =>
  renderToStaticMarkup(
    <PermissionProvider calls={new Set(calls)}>
      <EmptyState
        icon="coupon"
        title="Create a code"
        text="Then send it."
        action={<a href="#new">New coupon</a>}
        invites={{ needs: 'coupon.save', otherwise: 'No coupons yet.' }}
        testId="coupons-empty"
      />
    </PermissionProvider>,
  )

describe('a place where nothing is yet', () => {
  it('invites whoever may begin', () => {
    expect(shown('coupon.save')).toMatch(/Create a code.*Then send it\..*New coupon/u)
    expect(shown('coupon.save')).not.toContain('No coupons yet.')
  })

  it('only says so to whoever may not', () => {
    const markup = shown('coupon.list')
    expect(markup).toContain('No coupons yet.')
    expect(markup).toContain('data-testid="coupons-empty"')
    expect(markup).not.toMatch(/Create a code|Then send it|New coupon/u)
  })
})
