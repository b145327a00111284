import type { StoryAct } from '../scenarios/scenario.ts'
import { textPart } from '../webhooks/parts.ts'
import { hearFrom, productEnquiryPart } from './customers.ts'
import type { Person } from './people.ts'
import { changeNumber, changeUserId } from './person-changes.ts'
import { writeOnPhone } from './phone.ts'
import type { World } from './world.ts'

/** Starts what happens by itself; steps that happened before, in this run or one kept with --state, stay away. */
export function tellStory(world: World): void {
  world.scenario.story.forEach((step, index) => {
    if (world.doneStorySteps.has(index)) return
    world.doneStorySteps.add(index)
    world.clock.schedule(world.tempo === 'instant' ? 0 : step.afterMs, () => {
      const person = world.people.find(step.from)
      if (person === null) throw new Error(`the story of ${world.scenario.name} speaks of ${step.from}, whom the scenario does not know`)
      act(world, person, step)
    })
  })
  world.onChange()
}

function act(world: World, person: Person, step: StoryAct): void {
  if ('newDigits' in step) changeNumber(world, person, { digits: step.newDigits })
  else if ('newUserId' in step) changeUserId(world, person, step)
  else if ('echo' in step) writeOnPhone(world, person, textPart(step.echo))
  else {
    const part = step.productRetailerId === undefined ? textPart(step.text) : productEnquiryPart(world, step.text, step.productRetailerId)
    hearFrom(world, person, { part, ...(step.writtenAgoMs === undefined ? {} : { writtenAgoMs: step.writtenAgoMs }) })
  }
}
