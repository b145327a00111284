import { describe, expect, it } from 'vitest'

const sheets = import.meta.glob<string>('../../**/*.module.css', { query: '?raw', import: 'default', eager: true })
const scripts = import.meta.glob<string>('../../**/*.tsx', { query: '?raw', import: 'default', eager: true })

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))
const resolve = (from: string, relative: string): string => {
  const parts = `${folderOf(from)}/${relative}`.split('/')
  const out: string[] = []
  for (const part of parts) {
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop()
    else if (part !== '.') out.push(part)
  }
  return out.join('/')
}

/** Each `styles['name']` of a script with the sheet that it was imported from. */
function usedClasses(path: string, source: string): readonly { readonly sheet: string; readonly name: string }[] {
  const imports = [...source.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)]
  return imports.flatMap(([, variable, file]) =>
    [...source.matchAll(new RegExp(`\\b${variable ?? ''}\\['([\\w-]+)'\\]`, 'g'))].map(([, name]) => ({
      sheet: resolve(path, file ?? ''),
      name: name ?? '',
    })),
  )
}

describe('class names', () => {
  it('exist in the sheet that they are taken from', () => {
    const missing = Object.entries(scripts).flatMap(([path, source]) =>
      usedClasses(path, source)
        .filter(({ sheet, name }) => !new RegExp(`\\.${name}(?![\\w-])`).test(sheets[sheet] ?? ''))
        .map(({ sheet, name }) => `${path}: .${name} is not in ${sheet}`),
    )
    expect(missing).toEqual([])
  })

  it('use no side that would not turn with the writing direction', () => {
    const physical =
      /(?<![\w-])(?:margin|padding|border)-(?:left|right|top|bottom)|(?<![\w-])(?:left|right|top|bottom|width|height)\s*:|text-align:\s*(?:left|right)|float:/
    const found = Object.entries(sheets).filter(([, css]) => physical.test(css.replaceAll(/@media[^{]*/g, '')))
    expect(found.map(([path]) => path)).toEqual([])
  })
})
