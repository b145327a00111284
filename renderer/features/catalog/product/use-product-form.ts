import { useState } from 'react'
import { useMutationCall, type AppError } from '../../../bridge/index.ts'
import { focusFirstError } from '../../../ui/index.ts'
import type { Product } from '../types.ts'
import { readForm, troublesAt, type FieldTroubles, type Form } from './form.ts'

export type ProductFormState = {
  readonly form: Form
  readonly change: (part: Partial<Form>) => void
  readonly troubles: FieldTroubles
  /** A photo chosen here that is not kept yet, as base64. */
  readonly photo: string | null
  readonly setPhoto: (jpegBase64: string) => void
  readonly isChanged: boolean
  readonly isSaving: boolean
  readonly error: AppError | null
  /** Keeps what is typed. Says whether everything fits; what does not is shown at its field, and is kept all the same. */
  readonly save: () => Promise<'fits' | 'has-troubles' | 'not-kept'>
}

/** What is typed into the dialog of a product, and how it is kept. */
export function useProductForm(product: Product | null, start: Form): ProductFormState {
  const saving = useMutationCall('catalog.saveDraft')
  const photographing = useMutationCall('catalog.setPhoto')
  const [kept, setKept] = useState(start)
  const [form, setForm] = useState(start)
  const [photo, setPhoto] = useState<string | null>(null)
  const [isNew, setNew] = useState(product === null)
  const [troubles, setTroubles] = useState<FieldTroubles>(() => troublesAt(product?.draft?.troubles ?? []))
  const change = (part: Partial<Form>): void => {
    setForm((before) => ({ ...before, ...part }))
    setTroubles((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in part))))
  }
  const isTyped = isNew || Object.keys(form).some((field) => form[field as keyof Form] !== kept[field as keyof Form])
  const complain = (found: FieldTroubles): void => {
    setTroubles(found)
    // The fields learn of their troubles with the next drawing.
    requestAnimationFrame(() => focusFirstError())
  }
  const savePhoto = async (retailerId: string): Promise<boolean> => {
    if (photo === null) return true
    const result = await photographing.run({ retailerId, jpegBase64: photo })
    if (result.ok) setPhoto(null)
    return result.ok
  }
  const save: ProductFormState['save'] = async () => {
    const read = readForm(form)
    if (read.fields === null) {
      complain(read.troubles)
      return 'not-kept'
    }
    const retailerId = form.retailerId.trim()
    let found: FieldTroubles = {}
    if (isTyped) {
      const result = await saving.run({ retailerId, fields: read.fields, isNew })
      if (!result.ok) return 'not-kept'
      found = troublesAt(result.value.draft?.troubles ?? [])
      if (!('retailerId' in found)) setNew(false)
      setKept(form)
    }
    if (!(await savePhoto(retailerId))) return 'not-kept'
    if (Object.keys(found).length === 0) return 'fits'
    complain(found)
    return 'has-troubles'
  }
  return {
    form,
    change,
    troubles,
    photo,
    setPhoto,
    isChanged: isTyped || photo !== null,
    isSaving: saving.isRunning || photographing.isRunning,
    error: saving.error ?? photographing.error,
    save,
  }
}
