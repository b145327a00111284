import type { OpenApp } from '../../support/app/index.ts'
import type { Hand } from '../../support/hand/index.ts'
import type { Camera } from './camera.ts'

/** What a scene may touch. */
export type Stage = { readonly shop: OpenApp; readonly hand: Hand; readonly camera: Camera }
