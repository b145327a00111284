import type { AutomationSettings } from '#contract/ipc/automation.ts'
import type { SpokenTexts } from '#contract/ipc/automation-parts.ts'
import type { Locale } from '#contract/kernel/values.ts'

const general: AutomationSettings = {
  handOver: {
    onAsked: true,
    askedWords: [],
    afterMisses: 2,
    onAnger: true,
    angerWords: [],
    onOrderTrouble: true,
    orderWords: [],
    onStaff: true,
    assignTo: null,
    texts: [
      { language: 'en', text: 'Thank you. A person of our shop will answer you here.' },
      { language: 'zh-TW', text: '收到，我們的同事會在這裡回覆您。' },
      { language: 'zh-CN', text: '收到，我们的同事会在这里回复您。' },
    ],
    buttonTexts: [
      { language: 'en', text: 'Talk to a person' },
      { language: 'zh-TW', text: '找真人回覆' },
      { language: 'zh-CN', text: '找真人回复' },
    ],
    silentHours: 12,
  },
  fallback: { on: false, texts: [] },
  loop: { messages: 12, minutes: 10 },
  quietHours: { fromHour: 21, toHour: 9 },
  freshMinutes: 15,
}

/** What holds until the shop sets something else; whose language is not there hears the shop's. */
export function defaultSettings(locale: Locale): AutomationSettings {
  const first = (texts: SpokenTexts): SpokenTexts =>
    texts.toSorted((one, other) => Number(other.language === locale) - Number(one.language === locale))
  const { handOver } = general
  return { ...general, handOver: { ...handOver, texts: first(handOver.texts), buttonTexts: first(handOver.buttonTexts) } }
}
