import { describe, expect, it } from 'vitest'
import { isSharedPlace, type Place } from './place.ts'

const mounts = `/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/export /home/mei/shared nfs4 rw 0 0
//nas/shop /mnt/nas\\040disk cifs rw 0 0
rclone /home/mei/cloud fuse.rclone rw 0 0
/dev/sdb1 /home/mei/shared/stick ext4 rw 0 0
`
const place: Place = { mounts, platform: 'linux', environment: {}, home: '/home/mei' }

describe('the place of a vault', () => {
  it.each(['/home/mei/shared/shop', '/mnt/nas disk/shop', '/home/mei/cloud', '/home/mei/Dropbox/shop', '/home/mei/OneDrive - Tea/shop'])(
    'D-13: %s is shared with other computers',
    (folder) => expect(isSharedPlace(folder, place)).toBe(true),
  )

  it.each(['/home/mei/.config/Shopbell', '/home/mei/shared/stick/shop', '/tmp/x', '/home/mei/boxes'])('D-13: %s is not', (folder) =>
    expect(isSharedPlace(folder, place)).toBe(false),
  )

  it('D-13: knows the folders of macOS and Windows', () => {
    const mac: Place = { mounts: null, platform: 'darwin', environment: {}, home: '/Users/mei' }
    expect(isSharedPlace('/Users/mei/Library/Mobile Documents/com~apple~CloudDocs/shop', mac)).toBe(true)
    expect(isSharedPlace('/Users/mei/Library/Application Support/Shopbell', mac)).toBe(false)
    const windows: Place = { mounts: null, platform: 'win32', environment: { OneDrive: '/c/work/files' }, home: '/c/Users/mei' }
    expect(isSharedPlace('/c/work/files/shop', windows)).toBe(true)
    expect(isSharedPlace('//nas/shop', windows)).toBe(true)
  })
})
