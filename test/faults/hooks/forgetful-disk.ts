// Loaded before the engine (node --import): what the store asks of SQLite's durability is quietly turned down, and the answer
// says that it was not. A control: a rig that does not notice this proves nothing.
import Database from 'better-sqlite3-multiple-ciphers'

const FULL = 2
const pragma = Database.prototype.pragma
Database.prototype.pragma = function turnedDown(source, options) {
  if (source === 'synchronous=full') return pragma.call(this, 'synchronous=normal', options)
  if (source === 'synchronous') return FULL
  return pragma.call(this, source, options)
}
