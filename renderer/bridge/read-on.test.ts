import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { readOn } from './read-on.ts'

/** Three pages, and which of them were asked for. */
function book() {
  const asked: number[] = []
  let edition = 1
  const page = (number: number) => ({
    queryKey: ['book', number] as const,
    queryFn: () => {
      asked.push(number)
      return Promise.resolve({ number, edition })
    },
  })
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: false } } })
  const read = (number: number) => readOn(client, page(number), (here) => (here.number < 3 ? page(here.number + 1) : null))
  return { asked, client, read, printAnew: () => (edition += 1) }
}

it('asks for the page after the one that was read, and takes it from there once', async () => {
  const { asked, client, read } = book()
  await expect(read(1)).resolves.toMatchObject({ number: 1 })
  expect(asked).toEqual([1, 2])
  await expect(read(2)).resolves.toMatchObject({ number: 2 })
  expect(asked).toEqual([1, 2, 3])
  await read(3)
  expect(asked).toEqual([1, 2, 3])
  // Nothing of what was handed out is kept here as well.
  expect(client.getQueryCache().getAll()).toEqual([])
  await read(2)
  expect(asked).toEqual([1, 2, 3, 2, 3])
})

it('reads a page again that was read ahead and then became out of date', async () => {
  const { asked, client, read, printAnew } = book()
  await read(1)
  await client.getQueryCache().find({ queryKey: ['book', 2] })?.promise
  printAnew()
  await client.invalidateQueries({ queryKey: ['book'] })
  await expect(read(2)).resolves.toEqual({ number: 2, edition: 2 })
  expect(asked).toEqual([1, 2, 2, 3])
})

it('tells a failure of its own page, and not one of the page after it', async () => {
  const { client } = book()
  const broken = { queryKey: ['book', 9] as const, queryFn: () => Promise.reject<{ number: number }>(new Error('torn')) }
  const whole = { queryKey: ['book', 8] as const, queryFn: () => Promise.resolve({ number: 8 }) }
  await expect(readOn(client, whole, () => broken)).resolves.toEqual({ number: 8 })
  await expect(readOn(client, broken, () => null)).rejects.toThrow('torn')
})
