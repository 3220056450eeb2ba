// The program's own keys, in many renderings, through every role, command, error and report: seen in no file, byte or object.
import { execFileSync } from 'node:child_process'
import { globSync, lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answer, modelServer } from '../../test/helpers/model-server.ts'
import { loopOf, makeProject, temporaryFolder, writeResult } from '../../test/helpers/project.ts'
import { openTerminal } from '../../test/helpers/terminal.ts'
import { gitIn, initRepository } from '../../test/helpers/worktree.ts'
import { within } from '../harness/process-table.ts'
import { environmentOf, start } from '../harness/program.ts'
import type { Injected, Promised, World } from '../promise.ts'

type Rendering = (key: string) => string
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const reversed: Rendering = (key) => Array.from(key).toReversed().join('')

/** How a key was seen to come out of programs and servers. */
const renderings: Readonly<Record<string, Rendering>> = {
  bare: (key) => key,
  'in JSON': (key) => JSON.stringify({ key }),
  'in JSON in JSON': (key) => JSON.stringify(JSON.stringify({ key })),
  'in a header': (key) => `Authorization: Bearer ${key}`,
  'in an address': (key) => `https://x:${encodeURIComponent(key)}@host/?key=${encodeURIComponent(key)}`,
  base64,
  'base64, one before': (key) => base64(`:${key}`),
  'base64, two before': (key) => base64(`u:${key}:p`),
  'base64 for addresses': (key) => Buffer.from(key).toString('base64url'),
  hex: (key) => Buffer.from(key).toString('hex'),
  HEX: (key) => Buffer.from(key).toString('hex').toUpperCase(),
  reversed,
  'cut at its end': (key) => key.slice(0, -6),
  'as an error quotes it': (key) => `Incorrect API key provided: ${key.slice(0, 18)}***`,
  'between colours': (key) => `\u001B[31m${key.slice(0, 9)}\u001B[0m${key.slice(9)}`,
  'in quotes': (key) => `export KEY='${key}'`,
  'behind a byte order mark': (key) => `\uFEFF${key}\u200B`,
}

const alphabet = 'abcdefghkmnpqrstuvwxyzABCDEFGHKLMNPQRSTUVWXYZ23456789'

/** Keys of this injection; as much of one as would give it away must not be seen either. */
const forbiddenOf = (key: string): string[] => [
  key,
  key.slice(0, 18),
  reversed(key).slice(0, 24),
  Buffer.from(key).toString('hex').slice(0, 40),
  base64(key).slice(0, 24),
]

/** Where of the texts a key stands. */
export const leaks = (keys: readonly string[], places: Readonly<Record<string, string>>): string[] =>
  Object.entries(places).flatMap(([place, text]) =>
    keys.flatMap((key) =>
      forbiddenOf(key).some((part) => text.includes(part) || text.toLowerCase().includes(part.toLowerCase()))
        ? [`${place}: ${key.slice(0, 7)}…`]
        : [],
    ),
  )

async function inject(world: World, n: number): Promise<Injected> {
  const { random } = world
  const letters = (count: number): string =>
    Array.from({ length: count }, () => random.pick(Array.from(alphabet))).join('')
  const [mine, theirs] = [`sk-proj-${letters(40)}`, `sk-ant-api03-${letters(40)}`]
  const names = Object.keys(renderings)
  const name = names[n % names.length] ?? ''
  const show = (key: string): string => renderings[name]?.(key) ?? ''
  const said = `${show(mine)} ${show(theirs)}`
  const environmentSeen = join(temporaryFolder(world), 'environment')
  // The text goes to the command as octal bytes: what it prints is what is looked for, the command's own text holds none.
  const octal = [...Buffer.from(said)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
  const commands = [
    `printf '${octal}\\n'; printf '${octal}\\n' >&2; env > ${environmentSeen}; echo "${Object.keys({ said }).join('')}"`,
    writeResult,
  ].map((code) => ({ type: 'bash', code }))
  const fails = random.pick(['none', 'error', 'words'] as const)
  let calls = 0
  const server = await modelServer(world, (reply) => {
    calls++
    const role =
      reply.call.vendor === 'anthropic' ? 1 : JSON.stringify(reply.call.body).includes('the draft of it') ? 0 : 2
    if (calls === 2 && fails === 'error')
      return reply.json(
        500,
        { error: { message: `bad key ${said}`, type: 'x' } },
        { 'x-request-id': show(mine).replaceAll(/[^ -~]/g, '') },
      )
    if (calls === 1 && fails === 'words') return answer(reply, `I saw ${said} and stop.`)
    const value =
      [
        { commands },
        { improved_commands: commands, approval: true, review: said },
        { final_commands: commands, summary: said },
      ][role] ?? {}
    answer(reply, JSON.stringify({ thought: said, ...value }))
  })
  const project = makeProject(world, {
    config: {
      ...loopOf(1),
      api_retry: 2,
      json_retry: 2,
      draft_prompt_template: 'the draft of it',
      review_prompt_template: 'r',
      final_prompt_template: 'f',
    },
    tos: { models: {}, exec: { sandbox: 'off' } },
  })
  const { root } = project
  initRepository(root)
  gitIn(root, 'add', '-A')
  gitIn(root, 'commit', '-q', '-m', 'begin')
  const state = temporaryFolder(world)
  const environment = {
    XDG_STATE_HOME: state,
    OPENAI_API_KEY: mine,
    ANTHROPIC_API_KEY: theirs,
    OPENAI_BASE_URL: server.openAiUrl,
    ANTHROPIC_BASE_URL: server.url,
  }
  const terminal = openTerminal(world, ['run', '--loop', '--tui', '--root', root], {
    columns: 120,
    rows: 40,
    environment: environmentOf(world, environment),
  })
  await within(60_000, () => /"type":"run.ended"/.test(journalOf(root)))
  await within(1500, () => false)
  terminal.press('q')
  let isEnded = false
  void terminal.exited.then(() => (isEnded = true))
  await within(10_000, () => isEnded)
  const reports = []
  for (const args of [['status', '--json'], ['runs', 'show'], ['checkpoint', 'with it'], ['doctor']])
    reports.push(await start(world, [...args, '--root', root], { environment }))
  const objects =
    gitObjects(join(root, '.git')) +
    globSync('**/objects', { cwd: state })
      .map((path) => gitObjects(join(state, path, '..')))
      .join('')
  const files = Object.fromEntries(
    [root, state].flatMap((folder) =>
      globSync('**/*', { cwd: folder, exclude: (path) => path === '.git' })
        .filter((path) => lstatSync(join(folder, path)).isFile())
        .map((path) => [`file ${path}`, readFileSync(join(folder, path), 'latin1')] as const),
    ),
  )
  const places = {
    ...files,
    terminal: terminal.raw(),
    'git objects': objects,
    reports: reports.map(({ out, err }) => out + err).join('\n'),
  }
  const broken = leaks([mine, theirs], places)
  const child = globSync(environmentSeen)
    .map((path) => readFileSync(path, 'utf8'))
    .join('')
  if (child.includes(mine) || child.includes(theirs)) broken.push('a key in the environment of a command')
  if (child === '') broken.push('no command ran')
  return {
    faults: 1,
    broken: broken.map((line) => `${name}, ${fails}: ${line}`),
    figures: { 'files looked through': Object.keys(files).length },
  }
}

const journalOf = (root: string): string =>
  globSync(join(root, 'logs/journal.ndjson'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('')

const gitObjects = (git: string): string =>
  execFileSync('git', ['--git-dir', git, 'cat-file', '--batch-all-objects', '--batch', '--buffer'], {
    maxBuffer: 200 * 1024 * 1024,
  }).toString('latin1')

export const secrets: Promised = {
  name: 'secrets',
  says: 'the keys of the models are in no file, terminal, git object or child',
  full: 102,
  missing: () => null,
  mutants: { 'writes-the-key': (i) => i },
  inject,
}
