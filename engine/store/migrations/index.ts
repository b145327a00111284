import { migration0010 } from './0010-vault.ts'
import { migration0020 } from './0020-customer.ts'
import { migration0030 } from './0030-connection.ts'
import { migration0040 } from './0040-template.ts'
import { migration0050 } from './0050-ledger.ts'
import { migration0060 } from './0060-broadcast.ts'
import { migration0070 } from './0070-inbox.ts'
import { migration0080 } from './0080-events.ts'
import { migration0090 } from './0090-connection.ts'
import { migration0095 } from './0095-price.ts'
import { migration0100 } from './0100-template-draft.ts'
import { migration0110 } from './0110-catalog.ts'
import { migration0120 } from './0120-group.ts'
import { migration0121 } from './0121-order.ts'
import { migration0130 } from './0130-ledger.ts'
import { migration0140 } from './0140-broadcast-approval.ts'
import { migration0141 } from './0141-broadcast-time.ts'
import { migration0150 } from './0150-coupon.ts'
import { migration0151 } from './0151-raffle.ts'
import { migration0160 } from './0160-report.ts'
import { migration0170 } from './0170-coupon-handout.ts'
import { migration0171 } from './0171-lists.ts'
import { migration0180 } from './0180-staff.ts'
import { migration0181 } from './0181-inbox.ts'
import { migration0182 } from './0182-media.ts'
import { migration0183 } from './0183-quick-reply.ts'
import { migration0184 } from './0184-order.ts'
import { migration0185 } from './0185-search.ts'
import { migration0190 } from './0190-automation.ts'
import { migration0195 } from './0195-integration.ts'
import { migration0196 } from './0196-tag-act.ts'
import { migration0197 } from './0197-shop-file.ts'
import { migration0198 } from './0198-automation-removed.ts'
import { migration0200 } from './0200-import.ts'
import { migration0210 } from './0210-session.ts'
import { migration0230 } from './0230-privacy.ts'
import { migration0240 } from './0240-customer-record.ts'
import { migration0250 } from './0250-audit.ts'
import { migration0251 } from './0251-audit-filters.ts'
import { migration0260 } from './0260-inbox-last.ts'
import { migration0270 } from './0270-import-plan.ts'
import { migration0275 } from './0275-attempt-over.ts'
import { migration0290 } from './0290-tag-act-person.ts'
import type { Migration } from './migration.ts'

/** Every step, ascending. */
export const migrations: readonly Migration[] = [
  migration0010,
  migration0020,
  migration0030,
  migration0040,
  migration0050,
  migration0060,
  migration0070,
  migration0080,
  migration0090,
  migration0095,
  migration0100,
  migration0110,
  migration0120,
  migration0121,
  migration0130,
  migration0140,
  migration0141,
  migration0150,
  migration0151,
  migration0160,
  migration0170,
  migration0171,
  migration0180,
  migration0181,
  migration0182,
  migration0183,
  migration0184,
  migration0185,
  migration0190,
  migration0195,
  migration0196,
  migration0197,
  migration0198,
  migration0200,
  migration0210,
  migration0230,
  migration0240,
  migration0250,
  migration0251,
  migration0260,
  migration0270,
  migration0275,
  migration0290,
]
export type { Migration } from './migration.ts'
