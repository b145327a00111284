import type { useWords } from '../../i18n/index.ts'

type Translate = ReturnType<typeof useWords>['t']

/** Whom a history names: the owner, the customer and WhatsApp have words, others their own name. */
export function personWords(person: string, t: Translate): string {
  if (person === 'owner') return t('customer.person.owner')
  if (person === 'customer') return t('customer.person.customer')
  return person === 'whatsapp' ? t('record.timeline.whatsapp') : person
}
