// Where things lie, seen from these scripts.
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

/** The folder outside the project where large downloads are kept between clones. */
export const cacheFolder = () =>
  process.env['SHOPBELL_CACHE_DIR'] ?? join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'shopbell')
