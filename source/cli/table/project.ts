// Commands about the project and the program, and the screen itself.
import { providerNames } from '../../core/providers.ts'
import type { CommandRow, OperandRow, OptionRow } from './row.ts'
import {
  jsonOption,
  langOption,
  plainOption,
  sandboxOption,
  screenOptions,
  submittedOperand,
  typeOption,
} from './shared.ts'

const command: OperandRow = {
  name: 'COMMAND',
  isNeeded: true,
  isMany: true,
  meaning: "shell code; write it behind '--'",
}
const packOption: OptionRow = {
  name: 'pack',
  value: 'NAME',
  meaning: 'judge by this pack alone',
  completes: 'pack',
}
const setting: OperandRow = { name: 'KEY', isNeeded: true, meaning: 'policy.packs, max_steps …', completes: 'setting' }
const watching = [plainOption, jsonOption, ...screenOptions]

export const projectRows = {
  policy: {
    about: 'explain a verdict, test the rules',
    summary: 'Explain a verdict, run the examples of all rules, or list past decisions that would change.',
    operands: null,
    verbs: [
      { name: 'check', meaning: 'the verdict on a command, and why', operands: [command] },
      { name: 'explain', meaning: 'the same, to be read: exit code 0', operands: [command] },
      { name: 'test', meaning: 'run the examples of all rules', operands: [] },
      {
        name: 'replay',
        meaning: 'past decisions that the policy of now would change',
        operands: [{ name: 'JOURNAL', isMany: true, meaning: "other journals than the project's", completes: 'file' }],
      },
      {
        name: 'programs',
        meaning: 'what is known of a program, or the names of all',
        operands: [{ name: 'NAME', meaning: 'a program' }],
      },
      {
        name: 'coverage',
        meaning: 'programs that nobody has described, most frequent first',
        operands: [{ name: 'FILE', isNeeded: true, meaning: 'lines of JSON (type, code)', completes: 'file' }],
      },
    ],
    options: [
      typeOption,
      packOption,
      { name: 'workspace', value: 'DIR', meaning: 'the folder that commands may write', completes: 'folder' },
      { name: 'stdin', meaning: 'with check: lines of JSON in and out (id, type, code)' },
      { name: 'policy', value: 'FILE', meaning: 'with replay: the policy of this file', completes: 'file' },
      sandboxOption,
      jsonOption,
    ],
    examples: [
      { call: "tos policy check -- 'rm -rf build'", does: 'verdict, rule, file and line' },
      { call: 'tos policy replay --sandbox on', does: 'questions a working sandbox would have saved' },
      { call: 'tos policy programs tar', does: 'options, effects and examples' },
    ],
    notes: ['Exit code of check: 0 allow, 10 ask, 1 deny.'],
  },
  attach: {
    about: 'join the running loop from another terminal',
    summary: 'Join the running loop from another terminal. Whoever came first steers; ctrl+t takes control.',
    operands: [submittedOperand],
    options: watching,
    examples: [
      { call: 'tos attach', does: 'the screen of the running loop' },
      { call: 'tos attach l-0003', does: 'of a loop a worker runs' },
    ],
  },
  watch: {
    about: 'look on, without a hand on anything',
    summary: 'Look at the running loop, or at the last run, without a hand on anything.',
    operands: [submittedOperand],
    options: watching,
    examples: [{ call: 'tos watch --json', does: 'an event a line, as they come' }],
  },
  exec: {
    about: 'run one command as a step would: policy, sandbox, journal',
    summary: 'Run one command exactly as a step would: policy, sandbox, environment, limits, journal.',
    operands: [command],
    options: [typeOption, { name: 'timeout', value: 'SECONDS', meaning: 'its time limit' }, jsonOption],
    examples: [{ call: 'tos exec -- npm test', does: 'one command, in the sandbox' }],
    notes: [
      'One COMMAND is shell code; several words are one command and its arguments.',
      "Exit code: the command's own (128 + n when signal n ended it); 124 time limit, 125 not started, 1 denied, 2 wrong usage or configuration, 3 another runner, 5 asked and nobody answered.",
    ],
  },
  init: {
    about: 'make a new project',
    summary: 'Make a new project: config/, workspace/, logs/ and the lines git needs.',
    operands: [{ name: 'DIR', meaning: 'its folder; without it, that of --root, or here', completes: 'folder' }],
    options: [
      {
        name: 'models',
        value: 'PRESET[,PRESET]',
        fallback: 'openai,anthropic',
        meaning: `the first drafts and decides, the second reviews: ${providerNames.join(', ')}`,
        completes: 'presets',
      },
      {
        name: 'packs',
        value: 'PACK[,PACK]',
        fallback: 'guarded',
        meaning: 'what the policy forbids and asks about',
        completes: 'pack',
      },
      {
        name: 'network',
        value: 'WHAT',
        fallback: 'judged',
        meaning: 'of commands: judged, off, on, hosts, or sets of hosts (packages, github)',
      },
      { name: 'done', value: 'FILE', meaning: 'a job is done when this file is there' },
      { name: 'git', meaning: 'make a git repository where there is none' },
      { name: 'yes', meaning: 'ask nothing: the usual for what is not told' },
    ],
    notes: ['At a terminal it asks for what is not told; elsewhere the usual counts.'],
    examples: [
      { call: 'tos init --yes --git --network packages', does: 'no question, a repository, package registries' },
      { call: 'tos init night --models ollama,anthropic', does: 'a local model drafts, another vendor reviews' },
    ],
  },
  config: {
    about: 'what is set, and where; change one setting',
    summary: 'What is set and where it stands; one setting read, changed or taken out. Comments stay.',
    operands: [],
    verbs: [
      { name: 'show', meaning: 'every setting', operands: [] },
      { name: 'get', meaning: 'one setting, or all below a key', operands: [setting] },
      {
        name: 'set',
        meaning: 'change it in config/tos.json, or in config_v0_3.json where it stands there',
        operands: [setting, { name: 'VALUE', isNeeded: true, meaning: 'JSON, or a word' }],
      },
      { name: 'unset', meaning: 'take it out of its file; the default counts', operands: [setting] },
    ],
    options: [{ name: 'origin', meaning: 'file and line of each, or default' }, jsonOption],
    examples: [
      { call: 'tos config show --origin', does: 'everything, with file and line' },
      { call: 'tos config get models.draft', does: 'all about one role' },
      { call: 'tos config set limits.max_cost_usd 5', does: 'a limit of five dollars' },
      { call: 'tos config unset limits.max_cost_usd', does: 'no limit' },
    ],
  },
  keys: {
    about: 'the keys of the screen',
    summary: 'The keys of the screen, and the commands of its `:` line.',
    operands: [],
    options: [langOption, jsonOption],
    examples: [{ call: 'tos keys --lang ja', does: 'in Japanese' }],
  },
  doctor: {
    about: 'check whether a run may start here',
    summary: 'Check whether a run may start here: the start conditions and the daily checks.',
    operands: [],
    options: [{ name: 'online', meaning: 'make one tiny call per configured model' }, jsonOption],
    examples: [{ call: 'tos doctor --online', does: 'keys, models, latency, JSON, usage' }],
  },
  demo: {
    about: 'a two-minute tour without key or network',
    summary: 'A two-minute tour without key or network: three jobs in a project of its own.',
    operands: [],
    options: [
      {
        name: 'dir',
        value: 'DIR',
        fallback: 'a temporary folder',
        meaning: 'where its project is made',
        completes: 'folder',
      },
      { name: 'prepare', meaning: 'make the project and run nothing' },
      ...watching,
    ],
    examples: [{ call: 'tos demo --dir tour', does: 'the project stays there' }],
  },
  completion: {
    about: 'a completion script for the shell',
    summary: 'Print a completion script: commands, options, checkpoints, jobs, limits, packs and loops.',
    operands: [
      {
        name: 'SHELL',
        isNeeded: true,
        meaning: 'bash, zsh, fish or powershell',
        completes: ['bash', 'zsh', 'fish', 'powershell'],
      },
    ],
    options: [],
    examples: [
      { call: 'source <(tos completion bash)', does: 'for this shell; into ~/.bashrc for all' },
      { call: 'tos completion fish > ~/.config/fish/completions/tos.fish', does: 'for fish, for good' },
    ],
  },
} satisfies Record<string, CommandRow>

/** The call without a command. */
export const openRow: CommandRow = {
  about: 'the session',
  summary: 'The session: the live view of the running loop, or the menu when none runs.',
  operands: [],
  options: [{ name: 'tui', meaning: 'as without it' }, ...screenOptions],
  examples: [{ call: 'tos-tui --lang ja', does: 'in Japanese' }],
}
