// Loaded before the engine (node --import): each SIGUSR2 moves the wall clock of this process alone by as much as it was told.
// Nothing else that measures time moves, as when somebody sets the clock of a computer.
const stepMs = Number(new URL(import.meta.url).searchParams.get('stepMs'))
const trueNow = Date.now.bind(Date)
let movedMs = 0

Date.now = () => trueNow() + movedMs
process.on('SIGUSR2', () => {
  movedMs += stepMs
})
