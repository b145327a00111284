import type { CallOutput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import { askApproval, readRules, setRules } from './approval/approval.ts'
import { audiencePeople, countAudience } from './audience/audience.ts'
import type { BroadcastDeps } from './deps.ts'
import { discardDraft, getBroadcast, saveDraft } from './draft.ts'
import { exportBroadcast } from './report/export.ts'
import { listRecipients } from './report/recipients.ts'
import { listReplies } from './report/replies.ts'
import { reportBroadcast } from './report/report.ts'
import { previewBroadcast } from './review/preview.ts'
import { reviewBroadcast } from './review/review.ts'
import { listBroadcasts, progressOf } from './run/progress.ts'
import { sendAgain, steer } from './run/steer.ts'
import { approveBroadcast, readTemplateAgain } from './seal/approve.ts'
import type { Leftovers } from './seal/leftovers.ts'
import { readTest, sendTest } from './test-send/test-send.ts'
import { readCalendar, tellNow } from './time/calendar.ts'
import { replanBroadcast, startBroadcast } from './time/plan.ts'
import type { TimeKeeper } from './time/time.ts'

/** Binds calls to use cases. Approvals run one after the other, so that two of them never draw the same codes. */
export function broadcastHandlers(
  deps: BroadcastDeps,
  { keeper, leftovers }: { readonly keeper: TimeKeeper; readonly leftovers: Pick<Leftovers, 'done'> },
): Handlers {
  let approvals: Promise<unknown> = Promise.resolve()
  return {
    'broadcast.list': () => listBroadcasts(deps),
    'broadcast.draft': (input, { person }) => saveDraft(deps, input, person),
    'broadcast.get': (input) => getBroadcast(deps, input),
    async 'broadcast.discard'(input) {
      await leftovers.done()
      return discardDraft(deps, input)
    },
    'broadcast.audience': (input) => countAudience(deps, input),
    'broadcast.audiencePeople': (input) => audiencePeople(deps, input),
    'broadcast.preview': (input) => previewBroadcast(deps, input),
    async 'broadcast.review'({ broadcastId }, caller) {
      const reviewed = await reviewBroadcast(deps, broadcastId, caller)
      return reviewed.ok ? { ok: true, value: reviewed.value.review } : reviewed
    },
    'broadcast.testSend': (input) => sendTest(deps, input),
    'broadcast.testSent': (input) => readTest(deps, input),
    'broadcast.askApproval': (input, { person }) => askApproval(deps, input, person),
    'broadcast.rules': () => readRules(deps),
    'broadcast.setRules': (input) => setRules(deps, input),
    'broadcast.approve'(input, caller) {
      const approved: Promise<Result<CallOutput<'broadcast.approve'>>> = approvals
        .then(() => leftovers.done())
        .then(() => approveBroadcast(deps, input, caller))
      approvals = approved.catch(() => undefined)
      return approved
    },
    async 'broadcast.start'(input) {
      await readTemplateAgain(deps, input.broadcastId)
      return nudging(keeper, startBroadcast(deps, input))
    },
    'broadcast.replan': (input) => nudging(keeper, replanBroadcast(deps, input)),
    'broadcast.calendar': (input) => readCalendar(deps, keeper, input),
    'broadcast.now': () => tellNow(deps, keeper),
    'broadcast.pause': ({ broadcastId }) => steer(deps, broadcastId, 'pause'),
    'broadcast.resume': ({ broadcastId }) => steer(deps, broadcastId, 'resume'),
    async 'broadcast.stop'({ broadcastId }) {
      const done = nudging(keeper, steer(deps, broadcastId, 'stop'))
      await deps.ledger.stopped(broadcastId)
      return done.ok ? progressOf(deps, broadcastId) : done
    },
    'broadcast.status': ({ broadcastId }) => progressOf(deps, broadcastId),
    'broadcast.recipients': (input) => listRecipients(deps, input),
    'broadcast.report': ({ broadcastId }) => reportBroadcast(deps, broadcastId),
    'broadcast.replies': (input) => listReplies(deps, input),
    'broadcast.export': (input, context) => exportBroadcast(deps, input, context),
    'broadcast.sendAgain': (input) => sendAgain(deps, input),
  }
}

/** Plans changed: the watch looks when the next of them comes. */
function nudging<T>(keeper: TimeKeeper, result: Result<T>): Result<T> {
  keeper.nudge()
  return result
}
