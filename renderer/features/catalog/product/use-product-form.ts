import { useState } from 'react'
import { useMutationCall, type AppError } from '../../../bridge/index.ts'
import { focusFirstError } from '../../../ui/index.ts'
import type { Fields, Product } from '../types.ts'
import { readForm, troublesAt, type FieldTroubles, type Form } from './form.ts'

export type ProductFormState = {
  readonly form: Form
  readonly change: (part: Partial<Form>) => void
  readonly troubles: FieldTroubles
  /** A photo chosen here, as base64. */
  readonly photo: string | null
  readonly setPhoto: (jpegBase64: string) => void
  readonly isChanged: boolean
  readonly isSaving: boolean
  readonly error: AppError | null
  /** Keeps what is typed. Says whether everything fits; what does not is shown at its field, and is kept all the same. */
  readonly save: () => Promise<'fits' | 'has-troubles' | 'not-kept'>
}

/** A photo and the code under which it is kept. */
type KeptPhoto = { readonly photo: string; readonly retailerId: string }

/** Keeps what is typed and the photo; under another code than before, the change under the old one is forgotten. */
function useKeeping(isNew: boolean, start: Form) {
  const saving = useMutationCall('catalog.saveDraft')
  const photographing = useMutationCall('catalog.setPhoto')
  const forgetting = useMutationCall('catalog.discardDrafts')
  const [kept, setKept] = useState<Form | null>(isNew ? null : start)
  const [keptPhoto, setKeptPhoto] = useState<KeptPhoto | null>(null)
  const isTyped = (form: Form): boolean =>
    kept === null || Object.keys(form).some((field) => form[field as keyof Form] !== kept[field as keyof Form])
  const keepFields = async (form: Form, fields: Fields): Promise<FieldTroubles | null> => {
    const retailerId = form.retailerId.trim()
    const result = await saving.run({ retailerId, fields, isNew })
    if (!result.ok) return null
    const before = kept?.retailerId.trim() ?? retailerId
    if (before !== retailerId) await forgetting.run({ retailerIds: [before] })
    setKept(form)
    return troublesAt(result.value.draft?.troubles ?? [])
  }
  const isPhotoKept = (photo: string | null, retailerId: string): boolean =>
    photo === null || (keptPhoto?.photo === photo && keptPhoto.retailerId === retailerId)
  const keepPhoto = async (photo: string | null, retailerId: string): Promise<boolean> => {
    if (photo === null || isPhotoKept(photo, retailerId)) return true
    const result = await photographing.run({ retailerId, jpegBase64: photo })
    if (result.ok) setKeptPhoto({ photo, retailerId })
    return result.ok
  }
  return {
    isTyped,
    keepFields,
    isPhotoKept,
    keepPhoto,
    isSaving: saving.isRunning || photographing.isRunning,
    error: saving.error ?? photographing.error ?? forgetting.error,
  }
}

/** What is typed into the dialog of a product, and how it is kept. */
export function useProductForm(product: Product | null, start: Form): ProductFormState {
  const keeping = useKeeping(product === null, start)
  const [form, setForm] = useState(start)
  const [photo, setPhoto] = useState<string | null>(null)
  const [troubles, setTroubles] = useState<FieldTroubles>(() => troublesAt(product?.draft?.troubles ?? []))
  const change = (part: Partial<Form>): void => {
    setForm((before) => ({ ...before, ...part }))
    setTroubles((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in part))))
  }
  const complain = (found: FieldTroubles): void => {
    setTroubles(found)
    // The fields learn of their troubles with the next drawing.
    requestAnimationFrame(() => focusFirstError())
  }
  const save: ProductFormState['save'] = async () => {
    const read = readForm(form)
    if (read.fields === null) {
      complain(read.troubles)
      return 'not-kept'
    }
    const found = keeping.isTyped(form) ? await keeping.keepFields(form, read.fields) : {}
    if (found === null || !(await keeping.keepPhoto(photo, form.retailerId.trim()))) return 'not-kept'
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
    isChanged: keeping.isTyped(form) || !keeping.isPhotoKept(photo, form.retailerId.trim()),
    isSaving: keeping.isSaving,
    error: keeping.error,
    save,
  }
}
