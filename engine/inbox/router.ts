import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallContext, Handlers } from '../kernel/index.ts'

type Call<
  N extends
    | 'inbox.propose'
    | 'inbox.takeBack'
    | 'inbox.saveDraft'
    | 'inbox.markRead'
    | 'inbox.setClosed'
    | 'inbox.assign'
    | 'inbox.snooze'
    | 'inbox.removeNote'
    | 'inbox.notes',
> = (input: ParsedInput<N>) => Result<CallOutput<N>>

/** What depends on who asks. */
type Asked<N extends 'inbox.list' | 'inbox.messages' | 'inbox.counts' | 'inbox.present'> = (
  input: ParsedInput<N>,
  caller: Pick<CallContext, 'person' | 'role'>,
) => Result<CallOutput<N>>

/** The use cases behind the calls. */
export type InboxCalls = {
  readonly list: Asked<'inbox.list'>
  readonly messages: Asked<'inbox.messages'>
  readonly counts: Asked<'inbox.counts'>
  readonly present: Asked<'inbox.present'>
  readonly propose: Call<'inbox.propose'>
  readonly reply: (input: ParsedInput<'inbox.reply'>, person: string) => Result<CallOutput<'inbox.reply'>>
  readonly upload: (input: ParsedInput<'inbox.upload'>) => Promise<Result<CallOutput<'inbox.upload'>>>
  readonly takeBack: Call<'inbox.takeBack'>
  readonly saveDraft: Call<'inbox.saveDraft'>
  readonly markRead: Call<'inbox.markRead'>
  readonly setClosed: Call<'inbox.setClosed'>
  readonly assign: Call<'inbox.assign'>
  readonly snooze: Call<'inbox.snooze'>
  readonly addNote: (input: ParsedInput<'inbox.addNote'>, person: string) => Result<CallOutput<'inbox.addNote'>>
  readonly removeNote: Call<'inbox.removeNote'>
  readonly notes: Call<'inbox.notes'>
  readonly blocked: () => Result<CallOutput<'inbox.blocked'>>
  readonly setBlocked: (input: ParsedInput<'inbox.setBlocked'>) => Promise<Result<CallOutput<'inbox.setBlocked'>>>
}

export const inboxHandlers = (calls: InboxCalls): Handlers => ({
  'inbox.list': (input, context) => calls.list(input, context),
  'inbox.messages': (input, context) => calls.messages(input, context),
  'inbox.counts': (input, context) => calls.counts(input, context),
  'inbox.present': (input, context) => calls.present(input, context),
  'inbox.propose': (input) => calls.propose(input),
  'inbox.reply': (input, context) => calls.reply(input, context.person),
  'inbox.upload': (input) => calls.upload(input),
  'inbox.takeBack': (input) => calls.takeBack(input),
  'inbox.saveDraft': (input) => calls.saveDraft(input),
  'inbox.markRead': (input) => calls.markRead(input),
  'inbox.setClosed': (input) => calls.setClosed(input),
  'inbox.assign': (input) => calls.assign(input),
  'inbox.snooze': (input) => calls.snooze(input),
  'inbox.addNote': (input, context) => calls.addNote(input, context.person),
  'inbox.removeNote': (input) => calls.removeNote(input),
  'inbox.notes': (input) => calls.notes(input),
  'inbox.blocked': () => calls.blocked(),
  'inbox.setBlocked': (input) => calls.setBlocked(input),
})
