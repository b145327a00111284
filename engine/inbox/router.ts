import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

type Call<
  N extends 'inbox.list' | 'inbox.messages' | 'inbox.propose' | 'inbox.takeBack' | 'inbox.saveDraft' | 'inbox.markRead' | 'inbox.setClosed',
> = (input: ParsedInput<N>) => Result<CallOutput<N>>

/** The use cases behind the calls. */
export type InboxCalls = {
  readonly list: Call<'inbox.list'>
  readonly messages: Call<'inbox.messages'>
  readonly propose: Call<'inbox.propose'>
  readonly reply: (input: ParsedInput<'inbox.reply'>, person: string) => Result<CallOutput<'inbox.reply'>>
  readonly upload: (input: ParsedInput<'inbox.upload'>) => Promise<Result<CallOutput<'inbox.upload'>>>
  readonly takeBack: Call<'inbox.takeBack'>
  readonly saveDraft: Call<'inbox.saveDraft'>
  readonly markRead: Call<'inbox.markRead'>
  readonly setClosed: Call<'inbox.setClosed'>
}

export const inboxHandlers = (calls: InboxCalls): Handlers => ({
  'inbox.list': (input) => calls.list(input),
  'inbox.messages': (input) => calls.messages(input),
  'inbox.propose': (input) => calls.propose(input),
  'inbox.reply': (input, context) => calls.reply(input, context.person),
  'inbox.upload': (input) => calls.upload(input),
  'inbox.takeBack': (input) => calls.takeBack(input),
  'inbox.saveDraft': (input) => calls.saveDraft(input),
  'inbox.markRead': (input) => calls.markRead(input),
  'inbox.setClosed': (input) => calls.setClosed(input),
})
