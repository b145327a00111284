import type { CallOutput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import { audiencePeople, countAudience } from './audience/audience.ts'
import type { BroadcastDeps } from './deps.ts'
import { discardDraft, getBroadcast, saveDraft } from './draft.ts'
import { listRecipients } from './report/recipients.ts'
import { reportBroadcast } from './report/report.ts'
import { previewBroadcast } from './review/preview.ts'
import { reviewBroadcast } from './review/review.ts'
import { listBroadcasts, progressOf } from './run/progress.ts'
import { sendAgain, steer } from './run/steer.ts'
import { approveBroadcast, readTemplateAgain } from './seal/approve.ts'

/** Binds calls to use cases. Approvals run one after the other, so that two of them never draw the same codes. */
export function broadcastHandlers(deps: BroadcastDeps): Handlers {
  let approvals: Promise<unknown> = Promise.resolve()
  return {
    'broadcast.list': () => listBroadcasts(deps),
    'broadcast.draft': (input) => saveDraft(deps, input),
    'broadcast.get': (input) => getBroadcast(deps, input),
    'broadcast.discard': (input) => discardDraft(deps, input),
    'broadcast.audience': (input) => countAudience(deps, input),
    'broadcast.audiencePeople': (input) => audiencePeople(deps, input),
    'broadcast.preview': (input) => previewBroadcast(deps, input),
    async 'broadcast.review'({ broadcastId }) {
      const reviewed = await reviewBroadcast(deps, broadcastId)
      return reviewed.ok ? { ok: true, value: reviewed.value.review } : reviewed
    },
    'broadcast.approve'(input) {
      const approved: Promise<Result<CallOutput<'broadcast.approve'>>> = approvals.then(() => approveBroadcast(deps, input))
      approvals = approved.catch(() => undefined)
      return approved
    },
    async 'broadcast.start'({ broadcastId }) {
      await readTemplateAgain(deps, broadcastId)
      return steer(deps, broadcastId, 'start')
    },
    'broadcast.pause': ({ broadcastId }) => steer(deps, broadcastId, 'pause'),
    'broadcast.resume': ({ broadcastId }) => steer(deps, broadcastId, 'resume'),
    'broadcast.stop': ({ broadcastId }) => steer(deps, broadcastId, 'stop'),
    'broadcast.status': ({ broadcastId }) => progressOf(deps, broadcastId),
    'broadcast.recipients': (input) => listRecipients(deps, input),
    'broadcast.report': ({ broadcastId }) => reportBroadcast(deps, broadcastId),
    'broadcast.sendAgain': (input) => sendAgain(deps, input),
  }
}
