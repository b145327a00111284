import type { CallInput } from '#contract/ipc/index.ts'
import type { Locale } from '#contract/kernel/values.ts'

type NewGroup = CallInput<'group.save'>
type Words = { readonly name: string; readonly sentence: string }

type Name = 'regulars' | 'vip' | 'away' | 'birthday'

const rules: Readonly<Record<Name, NewGroup['rule']>> = {
  regulars: { any: [{ all: [{ fact: 'ordered', withinDays: 90, times: 2 }] }] },
  vip: {
    any: [
      {
        all: [
          { fact: 'tag', tags: ['VIP'] },
          { fact: 'spent', withinDays: 365, atLeastMicros: 5_000_000_000 },
        ],
      },
    ],
  },
  away: {
    any: [
      {
        all: [
          { fact: 'ordered', withinDays: null },
          { fact: 'ordered', withinDays: 120, not: true },
        ],
      },
    ],
  },
  birthday: { any: [{ all: [{ fact: 'date', date: 'birthday', inDays: 30 }] }] },
}

const words: Readonly<Record<Locale, Readonly<Record<Name, Words>>>> = {
  en: {
    regulars: { name: 'Regulars 90 days', sentence: 'bought at least 2 times in the last 90 days' },
    vip: { name: 'VIP', sentence: 'have the tag VIP, and spent at least NT$5,000 in the last 365 days' },
    away: { name: 'Not here for long', sentence: 'bought before, and did not buy in the last 120 days' },
    birthday: { name: 'Birthday soon', sentence: 'have their birthday within 30 days' },
  },
  'zh-TW': {
    regulars: { name: '90 天常客', sentence: '最近 90 天內購買至少 2 次' },
    vip: { name: 'VIP', sentence: '有 VIP 標籤，且最近 365 天內消費至少 NT$5,000' },
    away: { name: '很久沒來', sentence: '曾經購買，且最近 120 天內沒有購買' },
    birthday: { name: '近日壽星', sentence: '生日在 30 天內' },
  },
  'zh-CN': {
    regulars: { name: '90 天常客', sentence: '最近 90 天内购买至少 2 次' },
    vip: { name: 'VIP', sentence: '有 VIP 标签，且最近 365 天内消费至少 NT$5,000' },
    away: { name: '很久没来', sentence: '曾经购买，且最近 120 天内没有购买' },
    birthday: { name: '近日寿星', sentence: '生日在 30 天内' },
  },
}

/** The groups that the demo shop has saved when it is first opened, in the owner's language. */
export const demoGroups = (locale: Locale): readonly NewGroup[] =>
  (['regulars', 'vip', 'away', 'birthday'] as const).map((name) => ({ ...words[locale][name], rule: rules[name] }))
