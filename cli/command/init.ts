import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Command, Option } from 'commander'
import { planConfig } from '../../runtime/plan-config.ts'
import { checkedConfig } from '../../runtime/plan-file.ts'
import { configText } from '../../shared/inventory/config-text.ts'
import { type Draft, draftOf } from '../../shared/inventory/draft.ts'
import { oneLine } from '../../shared/inventory/one-line.ts'
import { type FoundCatalog, found, together } from '../../shared/inventory/part.ts'
import { INVENTORY_FORMATS, readInventory } from '../../shared/inventory/read.ts'
import { plural } from '../../shared/view/text.ts'
import { fileFault } from '../file-fault.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { logText } from '../log-file.ts'
import { DEFAULT_FILE } from '../plan.ts'

interface InitFlags {
  readonly from?: readonly string[]
  readonly azureFunctions?: string
  readonly acr?: string
  readonly arc?: true
  readonly google?: string
  readonly region?: string
  readonly vip?: string
  readonly out: string
  readonly force?: true
}

/** `perimeter init`: a first configuration, from what somebody has. */
export function initCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('init')
    .description('Write a first configuration, from flags or from what describes your network')
    .option(
      '--from <file...>',
      'Terraform state or plan (JSON), ARM template, JSON of az or gcloud, firewall log, CSV or list of hosts; - for standard input',
    )
    .option('--azure-functions <app>', 'what this function app needs; with --region')
    .option(
      '--acr <registry>',
      'what pulling from this Azure Container Registry needs; with --region',
    )
    .option('--arc', 'what servers enabled for Azure Arc need; with --region')
    .option('--google <project>', 'what workloads of this Google Cloud project need')
    .option(
      '--region <region>',
      'region of what the flags name, and of what a file leaves open: japaneast, asia-northeast1',
    )
    .addOption(
      new Option('--vip <vip>', 'how the network leads to Google’s APIs').choices([
        ...['restricted', 'private', 'default'],
      ]),
    )
    .option('-o, --out <file>', 'file to write; - for standard output', DEFAULT_FILE)
    .option('--force', 'write over a file that is there')
    .action(async (flags: InitFlags) => {
      await init(flags, io)
      done(EXIT.asExpected)
    })
}

async function init(flags: InitFlags, io: Io): Promise<void> {
  const asked = askedFor(flags)
  const files = await Promise.all(
    (flags.from ?? []).map((file) => inventoryOf(file, flags.region ?? null, io)),
  )
  if (asked.length === 0 && files.length === 0) {
    throw new CallError(
      'Nothing says what to check: give --from FILE, --azure-functions APP, --acr REGISTRY, --arc or --google PROJECT',
    )
  }
  const ways = flags.vip === undefined ? [] : [{ vip: flags.vip }]
  const all = together([found({ catalogs: asked }), ...files.map((file) => file.found)])
  const draft = draftOf(ways.length > 0 ? { ...all, googleWays: ways } : all)
  if (draft.catalogs.length + draft.targets.length === 0) throw new CallError(nothingIn(draft))
  const sources = [...files.map(({ file, format }) => `${file}: ${format}`), ...flagLines(flags)]
  const text = configText(draft, { sources })
  // What would be refused is none of ours to write.
  planConfig(checkedConfig(text, flags.out, {}), { folder: io.cwd, env: {} })
  if (flags.out === '-') io.out(text)
  else write(text, flags, io)
  io.err(summary(draft, flags.out))
}

async function inventoryOf(file: string, region: string | null, io: Io) {
  const pieces: string[] = []
  for await (const piece of logText(file, io)) pieces.push(piece)
  const read = readInventory(pieces.join(''), region)
  if (read !== null) return { ...read, file: path.basename(file) }
  throw new CallError(
    `${file} has no format that init reads, which are:\n${INVENTORY_FORMATS.map((format) => `  ${format}`).join('\n')}`,
  )
}

/** The catalogs that flags ask for. */
function askedFor(flags: InitFlags): readonly FoundCatalog[] {
  const { azureFunctions: app, acr, arc, google, region } = flags
  const azure: FoundCatalog[] = []
  const at = (flag: string) => {
    if (region !== undefined) return region
    throw new CallError(`${flag} needs the region of it: add --region japaneast`)
  }
  if (app !== undefined)
    azure.push(
      catalog('azure-functions', { app, region: at('--azure-functions') }, `function app ${app}`),
    )
  if (acr !== undefined)
    azure.push(
      catalog(
        'azure-container-registry',
        { registry: acr, region: at('--acr') },
        `container registry ${acr}`,
      ),
    )
  if (arc === true)
    azure.push(catalog('azure-arc-servers', { region: at('--arc') }, 'Arc-enabled servers'))
  if (google === undefined) return azure
  return [
    ...azure,
    catalog('google-apis', {}, 'Google APIs that workloads call at run time'),
    catalog(
      'cloud-run-functions',
      { project: google, ...(region !== undefined && { region }) },
      `Cloud Run functions of ${google}`,
    ),
  ]
}

function catalog(use: string, given: FoundCatalog['with'], what: string): FoundCatalog {
  return { use, with: given, what, subject: what }
}

function flagLines({ azureFunctions, acr, arc, google }: InitFlags): readonly string[] {
  return [
    ...(azureFunctions === undefined ? [] : [`--azure-functions ${azureFunctions}`]),
    ...(acr === undefined ? [] : [`--acr ${acr}`]),
    ...(arc === undefined ? [] : ['--arc']),
    ...(google === undefined ? [] : [`--google ${google}`]),
  ]
}

function write(text: string, { out, force }: InitFlags, io: Io): void {
  try {
    writeFileSync(path.resolve(io.cwd, out), text, { flag: force === true ? 'w' : 'wx' })
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST'
    throw new CallError(
      isThere
        ? `${out} is there already: --force writes over it, --out FILE writes another`
        : `Cannot write ${out}: ${fileFault(error)}; check the path`,
      { cause: error },
    )
  }
}

function nothingIn({ notes, unknown }: Draft): string {
  const said = [...notes, ...unknown.map(([type, count]) => `${type} (${count}) is not known here`)]
  return ['Nothing to check was found', ...said.map((line) => `  ${oneLine(line)}`)].join('\n')
}

function summary({ catalogs, targets, notes, unknown }: Draft, out: string): string {
  const lines = [
    `${out === '-' ? 'Configuration' : out}: ${plural(catalogs.length, 'catalog')}, ${plural(targets.length, 'target')}`,
    ...notes.map((note) => `  ${oneLine(note)}`),
    ...unknown.map(([type, count]) => `  not known here: ${oneLine(type)} (${count})`),
    ...(out === '-' ? [] : [`See what it checks: perimeter validate ${out}`]),
  ]
  return `${lines.join('\n')}\n`
}
