import type { Area } from '../graph/area.ts'
import { deleteMedia, downloadMedia, readMedia, uploadMedia } from './files.ts'
import { continueUpload, openUpload, readUpload } from './resumable.ts'

/** Files: uploads for messages, downloads of what customers sent, and resumable uploads for samples. @source reference part 4 */
export function createMediaArea(): Area {
  return {
    kinds: {
      media: (world, id) => world.media.find(id) !== null,
      upload: (_, id) => id.startsWith('upload:'),
      uploadingApp: (world, id) => id === world.identity.appId,
      sendingNumber: (world, id) => id === world.identity.phoneNumberId,
    },
    routes: [
      { method: 'POST', path: '{sendingNumber}/media', scopes: ['whatsapp_business_messaging'], handle: uploadMedia },
      { method: 'GET', path: '{media}', scopes: ['whatsapp_business_messaging'], handle: readMedia },
      { method: 'DELETE', path: '{media}', scopes: ['whatsapp_business_messaging'], handle: deleteMedia },
      { method: 'GET', path: '/media-files/{lent}', handle: downloadMedia },
      { method: 'POST', path: '{uploadingApp}/uploads', handle: openUpload },
      { method: 'GET', path: '{upload}', handle: readUpload },
      { method: 'POST', path: '{upload}', handle: continueUpload },
    ],
  }
}
