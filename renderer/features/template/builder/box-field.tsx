import type { ReactNode, Ref } from 'react'
import { DRAFT_BOX_CHARACTERS } from '#contract/limits/template-draft.ts'
import { useWords } from '../../../i18n/index.ts'
import { TextArea, TextField } from '../../../ui/index.ts'
import type { Place } from '../types.ts'
import { boxId } from './places.ts'

type BoxFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly place: Pick<Place, 'part' | 'index' | 'inner' | 'field'>
  readonly language: string
  /** The most letters; undefined until it is known, or where nothing is counted. */
  readonly limit?: number | undefined
  readonly rows?: number | undefined
  readonly areaRef?: Ref<HTMLTextAreaElement> | undefined
  readonly isOptional?: boolean | undefined
}

/** One box of the editor: counted, in the language of its words, and found by the findings that speak of it. */
export function BoxField({ label, value, onChange, place, language, limit, rows, areaRef, isOptional }: BoxFieldProps): ReactNode {
  const { t, number } = useWords()
  const count = limit === undefined ? null : t('template.builder.count', { used: number(value.length), most: number(limit) })
  const shared = {
    label,
    value,
    onChange,
    isOptional,
    maxLength: DRAFT_BOX_CHARACTERS,
    lang: language.replace('_', '-'),
    testId: boxId(place),
    hint: count ?? undefined,
  }
  return rows === undefined ? <TextField {...shared} /> : <TextArea {...shared} rows={rows} areaRef={areaRef} />
}
