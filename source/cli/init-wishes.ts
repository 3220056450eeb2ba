// What a new project is to be: told by options, asked for at a terminal, else the usual.
import { fail, succeed, type Result } from '../core/failure.ts'
import { hostSets, isHostSet } from '../core/host-sets.ts'
import { nearestWord } from '../core/nearest.ts'
import { packNames } from '../core/policy-settings.ts'
import { isProviderName, providerNames, type ProviderName } from '../core/providers.ts'
import { usageFailure } from './arguments.ts'

export interface ProjectWishes {
  /** The first drafts and decides, the second reviews; none: OpenAI and Anthropic by config_v0_3.json. */
  readonly presets: readonly ProviderName[]
  readonly packs: readonly (typeof packNames)[number][]
  /** As `exec.network`. */
  readonly network: boolean | string | readonly string[]
  /** A file that is there when a job is done; null: the result file of the runbook. */
  readonly done: string | null
}

export const usualWishes: ProjectWishes = { presets: [], packs: ['guarded'], network: 'judged', done: null }

interface Question<K extends keyof ProjectWishes> {
  readonly question: string
  /** As it would be typed. */
  readonly usual: string
  readonly read: (answer: string) => Result<ProjectWishes[K]>
}

/** In the order they are asked. */
export const questions: { readonly [K in keyof ProjectWishes]: Question<K> } = {
  presets: {
    question: `models: who drafts, and who reviews (${providerNames.join(', ')})`,
    usual: 'openai,anthropic',
    read(answer) {
      const named = known(answer, providerNames, 'preset')
      if (!named.ok) return named
      if (named.value.length > 2) return fail(usageFailure('more than two presets', 'name one, or one and a reviewer'))
      return succeed(named.value.filter(isProviderName))
    },
  },
  packs: {
    question: `policy packs (${packNames.join(', ')})`,
    usual: usualWishes.packs.join(','),
    read: (answer) => known(answer, packNames, 'pack'),
  },
  network: {
    question: `network of commands: judged, off, on, hosts, or the sets ${Object.keys(hostSets).join(', ')}`,
    usual: 'judged',
    read(answer) {
      const words = listed(answer)
      const wrong = words.find((word) => !/^(?:\*\.)?[\w-]+(?:\.[\w-]+)*$/u.test(word))
      if (wrong !== undefined)
        return fail(usageFailure(`'${wrong}' is no name of a host`, 'write for example packages,example.com'))
      const [only = 'judged'] = words
      if (words.length > 1) return succeed(words)
      if (only === 'on' || only === 'off') return succeed(only === 'on')
      if (only === 'judged' || isHostSet(only)) return succeed(only)
      return only.includes('.')
        ? succeed([only])
        : fail(usageFailure(`'${only}' is not known here`, 'write for example packages,example.com'))
    },
  },
  done: {
    question: 'a job is done when this file is there',
    usual: 'the result file of the runbook',
    read(answer) {
      const isOutside = answer.startsWith('/') || answer.split('/').includes('..')
      return isOutside ? fail(usageFailure(`'${answer}' leaves the project`, 'name a file inside it')) : succeed(answer)
    },
  },
}

const listed = (answer: string): string[] =>
  answer
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

function known<T extends string>(answer: string, names: readonly T[], what: string): Result<T[]> {
  const found: T[] = []
  for (const word of listed(answer)) {
    const name = names.find((one) => one === word)
    if (name === undefined) {
      const near = nearestWord(word, names)
      const remedy = near ? `did you mean '${near}'?` : `choose of ${names.join(', ')}`
      return fail(usageFailure(`unknown ${what} '${word}'`, remedy))
    }
    found.push(name)
  }
  return succeed(found)
}

/** `told`: what the options say, by wish. `ask` is null where nobody can be asked. */
export async function wishesFrom(
  told: Readonly<Partial<Record<keyof ProjectWishes, string>>>,
  ask: ((question: string, wrong: string) => Promise<string>) | null,
): Promise<Result<ProjectWishes>> {
  const answerTo = async <K extends keyof ProjectWishes>(wish: K): Promise<Result<ProjectWishes[K]>> => {
    const { question, usual, read } = questions[wish]
    const given = told[wish]
    if (given !== undefined) return read(given)
    if (!ask) return succeed(usualWishes[wish])
    let wrong = ''
    for (;;) {
      const answer = await ask(`${question} [${usual}]: `, wrong)
      if (answer === '') return succeed(usualWishes[wish])
      const value = read(answer)
      if (value.ok) return value
      wrong = `${value.failure.what}; ${value.failure.remedy}`
    }
  }
  const [presets, packs, network, done] = [
    await answerTo('presets'),
    await answerTo('packs'),
    await answerTo('network'),
    await answerTo('done'),
  ]
  if (!presets.ok) return presets
  if (!packs.ok) return packs
  if (!network.ok) return network
  if (!done.ok) return done
  return succeed({ presets: presets.value, packs: packs.value, network: network.value, done: done.value })
}
