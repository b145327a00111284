export { RafflePage } from './raffle-page.tsx'
export { RafflesPage } from './raffles-page.tsx'
