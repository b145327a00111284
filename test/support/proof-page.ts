import vm from 'node:vm'

type Element = {
  textContent: string
  className: string
  value: string
  readonly children: Element[]
  readonly listeners: Map<string, (event: unknown) => void>
}

/** What somebody sees who opens the page, and what they may do there. */
export type OpenPage = {
  /** The lines of the answer, e.g. "✓ The list fits its check code." */
  results(): string[]
  /** Types into the fields and works it out again. */
  recompute(fields?: Readonly<Record<string, string>>): Promise<void>
  choose(locale: string): void
  sha256(text: string): string
}

/**
 * Runs the script of a proof page as a browser would that has nothing but what the page may use.
 * @param crypto the browser's own, or undefined as for files in some browsers
 */
export async function openPage(html: string, crypto: unknown): Promise<OpenPage> {
  const script = /<script>([\s\S]*)<\/script>/u.exec(html)?.[1] ?? ''
  const data = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/u.exec(html)?.[1] ?? ''
  const make = (): Element & object => {
    const children: Element[] = []
    const listeners = new Map<string, (event: unknown) => void>()
    const element = { className: '', value: '', children, listeners, text: '' }
    return Object.defineProperty(
      Object.assign(element, {
        appendChild: (child: Element) => children.push(child),
        addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
      }),
      'textContent',
      {
        get: () => element.text,
        set(text: string) {
          element.text = text
          children.length = 0
        },
      },
    ) as unknown as Element
  }
  const ids = new Map([...html.matchAll(/ id="([a-z]+)"/gu)].map(([, id = '']) => [id, make()]))
  const dataElement = ids.get('data')
  if (dataElement !== undefined) dataElement.textContent = data
  const seedField = ids.get('seed')
  if (seedField !== undefined) seedField.value = /id="seed" value="([^"]*)"/u.exec(html)?.[1] ?? ''
  const window: { proof?: { sha256(text: string): string; run(): Promise<void> } } = {}
  const document = {
    documentElement: {},
    title: '',
    getElementById: (id: string) => ids.get(id) ?? null,
    querySelectorAll: () => [],
    createElement: make,
  }
  vm.runInNewContext(script, { document, window, TextEncoder, crypto, setTimeout: () => 0 })
  await window.proof?.run()
  return {
    results: () => (ids.get('results')?.children ?? []).map((child) => child.textContent),
    async recompute(fields = {}) {
      for (const [id, value] of Object.entries(fields)) {
        const field = ids.get(id)
        if (field !== undefined) field.value = value
      }
      await window.proof?.run()
    },
    choose: (locale) => ids.get('locale')?.listeners.get('change')?.({ target: { value: locale } }),
    sha256: (text) => window.proof?.sha256(text) ?? '',
  }
}
