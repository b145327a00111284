import fc from 'fast-check'

/**
 * Property tests try the same cases at each run, so that the same commit gives the same answer everywhere.
 * SHOPBELL_SEED=random looks for new ones, SHOPBELL_SEED=<number> repeats a run.
 */
const wanted = process.env['SHOPBELL_SEED'] ?? '20261001'
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) })
