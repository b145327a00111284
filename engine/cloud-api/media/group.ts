import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { inspectKey } from '../key/inspect-key.ts'
import { downloadMedia, type Download, type DownloadDeps } from './download-media.ts'
import { readMedia, type MediaFacts } from './read-media.ts'
import { removeMedia } from './remove-media.ts'
import { uploadMedia, type MediaUpload } from './upload-media.ts'
import { uploadSample, type SampleUpload } from './upload-sample.ts'

/** Files: those of messages (by id), and samples of templates and profile (by handle). */
export type MediaOperations = {
  /** @returns the id to send it by; lives 30 days */
  upload(file: MediaUpload): Promise<Result<string>>
  /** Where a file lies for five minutes, and what it is. */
  read(media: string): Promise<Result<MediaFacts>>
  /** Piece by piece into a sink, checked by size and checksum. Files of customers can be fetched for seven days. */
  download(download: Download): Promise<Result<MediaFacts>>
  remove(media: string): Promise<Result<void>>
  /** @returns the handle that templates and the profile take; it is no id for messages */
  uploadSample(sample: SampleUpload): Promise<Result<string>>
}

export function mediaOperations(deps: DownloadDeps, token: string): MediaOperations {
  const { calls, number } = deps
  let appId: string | null = null
  /** Uploads belong to the app that gave the key; Meta names it when asked about the key. */
  const findApp = async (): Promise<Result<string>> => {
    if (appId !== null) return ok(appId)
    const facts = await inspectKey(calls, token)
    if (!facts.ok) return facts
    appId = facts.value.app_id ?? null
    return appId === null ? fail('meta-answer-unreadable') : ok(appId)
  }
  return {
    upload: (file) => uploadMedia(calls, number, file),
    read: (media) => readMedia(calls, number, media),
    download: (download) => downloadMedia(deps, download),
    remove: (media) => removeMedia(calls, number, media),
    async uploadSample(sample) {
      const app = await findApp()
      return app.ok ? uploadSample(calls, app.value, sample) : app
    },
  }
}
