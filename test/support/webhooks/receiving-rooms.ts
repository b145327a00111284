import { createHmac } from 'node:crypto'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import { createEndings } from '../../../engine/host/endings.ts'
import { makeFeatures } from '../../../engine/host/features.ts'
import { makeGround } from '../../../engine/host/ground.ts'
import { createSinks } from '../../../engine/host/sinks.ts'
import { createIntake, type Intake, type IntakeDeps } from '../../../engine/intake/index.ts'
import { createAnnouncer, secureRandom, silentLogger, systemClock, type Logger } from '../../../engine/kernel/index.ts'
import { tempVault } from '../temp-vault.ts'
import { sampleFacts } from './envelope.ts'

export const SAMPLE_SECRET = 'app-secret-of-the-sample-shop'

type Version = NonNullable<IntakeDeps['version']>

/** All rooms of the engine over a real vault, with a receiver of their own for signed webhooks; nothing else is reached. */
export type ReceivingRooms = {
  readonly vault: ReturnType<typeof tempVault>
  readonly ground: Awaited<ReturnType<typeof makeGround>>
  readonly features: ReturnType<typeof makeFeatures>
  intake(): Intake
  /** Posts one webhook, signed as Meta does; the status that was answered. */
  post(body: Uint8Array | object, secret?: string): Promise<number>
  /** Resolves when everything new was read. */
  settled(): Promise<void>
  /** Ends the intake and begins it anew, as another version of Shopbell would. */
  begin(version?: Version): Promise<void>
  close(): Promise<void>
}

type Options = {
  readonly logger?: Logger
  readonly version?: Version
  /** App secrets that are accepted, the newest first. */
  readonly secrets?: readonly string[]
}

/** Opens the rooms; the caller closes them. */
export async function openReceivingRooms({
  logger = silentLogger,
  version,
  secrets = [SAMPLE_SECRET],
}: Options = {}): Promise<ReceivingRooms> {
  const vault = tempVault()
  const endings = createEndings()
  const boot = EngineBoot.parse({ vault: vault.folder })
  const deps = { vault, boot, announcer: createAnnouncer(), clock: systemClock, random: secureRandom, logger }
  const ground = await makeGround(deps, endings)
  const features = makeFeatures(deps, ground, endings)
  const sinks = createSinks({ ...ground, ...features, logger })
  let url = ''
  const open = async (reader: Version | undefined): Promise<Intake> => {
    const opened = createIntake({
      ...deps,
      sinks,
      version: reader,
      receiving: () => ({ verifyToken: 'vt', appSecrets: secrets, phoneNumberId: sampleFacts.phoneNumberId }),
      onHandshake: () => undefined,
      onEvent: () => undefined,
    })
    const begun = await opened.begin()
    if (!begun.ok) throw new Error(`the receiver did not open: ${begun.error.code}`)
    url = begun.value.url
    return opened
  }
  let intake = await open(version)
  endings.add(() => intake.stop())
  return {
    vault,
    ground,
    features,
    intake: () => intake,
    post: (body, secret = SAMPLE_SECRET) => postSigned(url, body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)), secret),
    async settled() {
      while (intake.backlog() > 0) await new Promise((resolve) => setTimeout(resolve, 1))
    },
    async begin(reader) {
      await intake.stop()
      intake = await open(reader)
    },
    async close() {
      await endings.run()
      vault.remove()
    },
  }
}

async function postSigned(url: string, body: Uint8Array, secret: string): Promise<number> {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const headers = { 'x-hub-signature-256': `sha256=${signature}` }
  return (await fetch(url, { method: 'POST', body: new Uint8Array(body), headers })).status
}
