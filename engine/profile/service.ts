import type { BusinessProfile } from '#contract/cloud-api/answers.ts'
import type { SaveProfileRequest } from '#contract/cloud-api/manage-profile.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Announcer, Clock, Handlers } from '../kernel/index.ts'
import type { OpenVault, ReadHandle } from '../store/index.ts'
import { createLinks, type LinksApi } from './links.ts'
import { keepHours, keepProfile, keptHours, keptProfile, type Hours, type KeptProfile } from './queries.ts'
import { profileHandlers } from './router.ts'
import { isPictureFit, tidyHours, toProfile } from './rules.ts'

/** The part of Meta's interface that this room needs. */
export type ProfileApi = {
  readonly profile: {
    read(): Promise<Result<BusinessProfile>>
    save(request: SaveProfileRequest): Promise<Result<void>>
  }
  readonly qrCodes: LinksApi
  readonly media: {
    /** Answers the handle that a profile takes. */
    uploadSample(sample: { readonly mime: string; readonly fileName: string; readonly bytes: Uint8Array }): Promise<Result<string>>
  }
  fetchImage(url: string): Promise<Result<{ readonly bytes: Uint8Array; readonly type: string }>>
}

export type ProfileDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly announcer: Announcer
  /** The client of the current connection with the number it speaks for; null while there is none. */
  readonly connection: () => { readonly api: ProfileApi; readonly phoneNumberId: string } | null
}

/** What customers see when they tap the shop's name, and the ways that lead them to it. */
export type ProfileRoom = {
  readonly handlers: Handlers
  /** Opening hours as they are kept, in order; empty where nobody set any. */
  hours(db: ReadHandle): Hours
}

/** Pictures larger than this are shown as none: the page must open quickly. */
const PICTURE_MAX_BYTES = 512 * 1024

/** Makes the room; it runs nothing by itself. */
export function createProfile(deps: ProfileDeps): ProfileRoom {
  const { store } = deps.vault
  return {
    hours: keptHours,
    handlers: profileHandlers({
      read: async (input) => {
        const kept = keptProfile(store.read, deps.connection()?.phoneNumberId ?? null)
        const profile = kept === null || input.refresh ? await readProfile(deps) : ok(kept)
        return profile.ok ? ok({ profile: profile.value, hours: [...keptHours(store.read)] }) : profile
      },
      save: (input) => saveProfile(deps, input),
      setPicture: (input) => setPicture(deps, input),
      saveHours: (input) => saveHours(deps, input),
      ...createLinks(
        () => deps.connection()?.api.qrCodes ?? null,
        () => deps.announcer.announce('profile.changed', {}),
      ),
    }),
  }
}

async function readProfile(deps: ProfileDeps): Promise<Result<KeptProfile>> {
  const connection = deps.connection()
  if (connection === null) return fail('connection-missing')
  const { api, phoneNumberId } = connection
  const node = await api.profile.read()
  if (!node.ok) return node
  const picture = await pictureOf(api, node.value.profile_picture_url)
  return ok(keep(deps, phoneNumberId, toProfile(node.value, { picture, at: deps.clock.now() })))
}

/** Keeps the profile of a number and tells everybody. */
function keep({ vault, announcer }: ProfileDeps, phoneNumberId: string, profile: KeptProfile): KeptProfile {
  vault.store.write((db) => {
    keepProfile(db, phoneNumberId, profile)
    db.afterCommit(() => announcer.announce('profile.changed', {}))
  })
  return profile
}

/** A picture that can't be fetched is none: the texts are worth more than an error. */
async function pictureOf(api: ProfileApi, url: string | undefined): Promise<string | null> {
  if (url === undefined || url === '') return null
  const image = await api.fetchImage(url)
  if (!image.ok || image.value.bytes.byteLength > PICTURE_MAX_BYTES) return null
  return `data:${image.value.type};base64,${Buffer.from(image.value.bytes).toString('base64')}`
}

async function saveProfile(deps: ProfileDeps, input: ParsedInput<'profile.save'>): Promise<Result<CallOutput<'profile.save'>>> {
  const connection = deps.connection()
  if (connection === null) return fail('connection-missing')
  const saved = await connection.api.profile.save(input)
  if (!saved.ok) return saved
  // Read back, because what counts is what customers now see; where that fails, what Meta took is as good as read.
  const read = await readProfile(deps)
  const kept = keptProfile(deps.vault.store.read, connection.phoneNumberId)
  return read.ok || kept === null ? read : ok(keep(deps, connection.phoneNumberId, { ...kept, ...withoutGaps(input) }))
}

/** Parts that were left out stay as they are. */
const withoutGaps = (input: ParsedInput<'profile.save'>): Partial<KeptProfile> =>
  Object.fromEntries(Object.entries(input).filter(([, part]) => part !== undefined))

async function setPicture(deps: ProfileDeps, input: ParsedInput<'profile.setPicture'>): Promise<Result<CallOutput<'profile.setPicture'>>> {
  const connection = deps.connection()
  if (connection === null) return fail('connection-missing')
  const bytes = Buffer.from(input.jpegBase64, 'base64')
  if (!isPictureFit(bytes)) return fail('picture-refused')
  const handle = await connection.api.media.uploadSample({ bytes, fileName: 'profile.jpg', mime: 'image/jpeg' })
  if (!handle.ok) return handle
  const saved = await connection.api.profile.save({ profile_picture_handle: handle.value })
  if (!saved.ok) return saved
  const read = await readProfile(deps)
  const kept = keptProfile(deps.vault.store.read, connection.phoneNumberId)
  const picture = `data:image/jpeg;base64,${input.jpegBase64}`
  return read.ok || kept === null ? read : ok(keep(deps, connection.phoneNumberId, { ...kept, picture }))
}

function saveHours(deps: ProfileDeps, input: ParsedInput<'profile.saveHours'>): Result<CallOutput<'profile.saveHours'>> {
  const hours = tidyHours(input.hours)
  if (hours === null) return fail('hours-refused')
  deps.vault.store.write((db) => {
    keepHours(db, hours, deps.clock.now())
    db.afterCommit(() => deps.announcer.announce('profile.changed', {}))
  })
  return ok({ hours })
}
