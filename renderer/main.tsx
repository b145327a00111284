import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/styles/tokens.css'
import './ui/styles/base.css'
import { App } from './app/app.tsx'
import { createQueryClient, keepFresh } from './bridge/index.ts'

const root = document.querySelector('#root')
if (root === null) throw new Error('Cannot happen: index.html holds the root element')
const client = createQueryClient()
keepFresh(client)
createRoot(root).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
)
