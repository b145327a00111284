import { expect, it } from 'vitest'
import { rememberEnd } from './remember-end.ts'

it('tells of an end once to who listened before it, and at once to who comes after', () => {
  const heard: string[] = []
  const { ended, onExit } = rememberEnd()
  onExit((code) => heard.push(`before ${code}`))
  ended(1)
  ended(null)
  onExit((code) => heard.push(`after ${code}`))
  expect(heard).toEqual(['before 1', 'after 1'])
})
