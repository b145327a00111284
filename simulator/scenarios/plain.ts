import type { ScenarioPerson } from '../behaviour/people.ts'
import { languageOf, quietTemper } from '../behaviour/temper.ts'
import { box, ellipse } from '../drawing/shapes.ts'
import { writeCsv } from './csv.ts'
import type { Scenario, ScenarioProduct, ScenarioTemplate } from './scenario.ts'

const FIRST_NUMBER = 886_900_000_000

/** Number of the nth person, digits with country code. */
function plainDigits(index: number): string {
  return String(FIRST_NUMBER + index)
}

function product(retailerId: string, name: string, price: number): ScenarioProduct {
  return {
    retailerId,
    name,
    description: `${name} for tests`,
    price,
    displayPrice: `NT$${price}`,
    isInStock: true,
    drawing: [box('f4f1ea', [0, 0, 100, 100]), ellipse('7a8f5a', [50, 50], [28, 28])],
  }
}

const templates: readonly ScenarioTemplate[] = [
  {
    name: 'hello',
    language: 'en',
    category: 'MARKETING',
    status: 'APPROVED',
    parameterFormat: 'POSITIONAL',
    parts: [{ type: 'BODY', text: 'Hello {{1}}, welcome.', example: { body_text: [['Mei']] } }],
  },
  {
    name: 'coupon',
    language: 'en',
    category: 'MARKETING',
    status: 'APPROVED',
    parameterFormat: 'NAMED',
    parts: [
      { type: 'BODY', text: 'Hi {{first_name}}, your code is {{code}} for you.' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'COPY_CODE', text: 'Copy offer code', example: 'TEST-1' },
          { type: 'QUICK_REPLY', text: 'See products' },
          { type: 'QUICK_REPLY', text: 'Stop promotions' },
        ],
      },
    ],
  },
  {
    name: 'notice',
    language: 'en',
    category: 'UTILITY',
    status: 'APPROVED',
    parameterFormat: 'POSITIONAL',
    parts: [{ type: 'BODY', text: 'Your order {{1}} is ready.' }],
  },
]

/** A quiet world for tests and measurements: so many people, all reachable, nobody does anything but read. */
export function createPlainScenario(peopleCount: number): Scenario {
  const people: ScenarioPerson[] = Array.from({ length: peopleCount }, (_, index) => ({
    name: `Person ${index}`,
    digits: plainDigits(index),
    temper: quietTemper('en'),
  }))
  return {
    name: 'plain',
    shop: {
      name: 'Plain Shop',
      displayPhoneNumber: '+886 2 5550 1234',
      phoneDigits: '886255501234',
      currency: 'TWD',
      country: 'TW',
      catalogName: 'Plain catalog',
      profile: { about: 'A shop for tests', address: '', description: '', email: '' },
    },
    products: [product('P-1', 'First', 100), product('P-2', 'Second', 1_200), product('P-3', 'Third', 80)],
    templates,
    people,
    strangers: { name: (digits) => `Person ${digits}`, temper: (digits) => quietTemper(languageOf(digits)) },
    story: [],
    customersCsv: () =>
      writeCsv([
        ['name', 'phone', 'language', 'consent', 'consent_source', 'consent_date'],
        ...people.map((person) => [person.name, `+${person.digits ?? ''}`, 'en', 'yes', 'website', '2026-03-03']),
      ]),
  }
}
