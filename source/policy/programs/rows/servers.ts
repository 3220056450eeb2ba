// Servers, notebooks, documents, models and agents: most of what they do stands in files or comes over the network.
import { alike } from '../../among.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { fetches, ofFiles } from './kinds.ts'

/** Its state stands in files beside. */
const provided = {
  always: ['network'],
  options:
    '-var: -var-file:read -target: -lock? -lock-timeout: -input? -no-color -json -refresh? -parallelism: -replace: -compact-warnings -auto-approve -destroy -refresh-only -detailed-exitcode -out:overwrite -state:modify -state-out:overwrite -backup:overwrite -upgrade -reconfigure -migrate-state -backend? -backend-config: -get?',
  operands: 'read',
  touches: [
    ['create', '.terraform'],
    ['modify', 'terraform.tfstate'],
  ],
} as const satisfies Verb

const infrastructure: Row = {
  about: 'machines and services as files',
  options: '-chdir:modifyTree -version/--version -help/--help',
  tells: '-version -v -help',
  always: ['network'],
  verbs: {
    version: { options: '-json' },
    fmt: {
      options: '-check -diff -list? -write? -recursive -no-color',
      operands: 'edit',
      touches: [['modify', '*.tf']],
    },
    validate: { runs: 'files', options: '-json -no-color -no-tests' },
    console: { ...provided, runs: 'code' },
    ...alike('init plan apply destroy', provided),
  },
  allow: ['version', 'fmt', 'fmt -check -recursive', '-version'],
  ask: ['init', 'plan', 'validate', 'console', 'frobnicate'],
  secret: /^(?:state (?:pull|show)|(?:output|show) .*-(?:json|raw))/,
  deny: [
    'state pull',
    'output -raw x',
    'plan -out=/srv/app/plan',
    'fmt ../other',
    '-chdir=/srv/app fmt',
    'apply -state-out=/srv/app/x',
  ],
}

export const serverRows: Readonly<Record<string, Row>> = {
  jupyter: ofFiles('notebooks, whose cells are code', ['nbconvert --execute a.ipynb', 'lab']),
  ipython: ofFiles('Python with keys', ['a.py']),
  streamlit: ofFiles('serves a script', ['run app.py']),
  gunicorn: ofFiles('serves a program', ['app:app']),
  uvicorn: ofFiles('serves a program', ['app:app --port 8000']),
  hypercorn: ofFiles('serves a program', ['app:app']),
  flask: ofFiles('serves a program', ['run']),
  'django-admin': ofFiles('runs what a project of Django says', ['migrate']),
  celery: ofFiles('runs tasks of a project', ['-A app worker']),
  alembic: ofFiles('changes a database by scripts', ['upgrade head']),
  scrapy: ofFiles('runs spiders of a project', ['crawl x'], fetches),
  'sphinx-build': ofFiles('writes documents; its settings are code', ['docs out']),
  mkdocs: ofFiles('writes documents; its settings may name code', ['build', 'serve'], {
    options: '-d/--site-dir:overwriteTree -f/--config-file:read',
    verbs: {
      build: { runs: 'files', options: '-d/--site-dir:overwriteTree' },
      serve: { runs: 'files' },
      'gh-deploy': fetches,
      new: { operands: 'createTree' },
    },
    allow: ['new docs'],
    ask: ['build', 'gh-deploy'],
  }),
  mike: ofFiles('publishes versions of documents to a branch', ['deploy 1.0'], {
    allow: ['--help'],
    ask: ['deploy --push 1.0 latest'],
  }),
  towncrier: ofFiles('writes the list of changes', ['build']),
  ...alike('terraform tofu', infrastructure),
  torchrun: ofFiles('runs a script on many devices', ['train.py']),
  accelerate: ofFiles('runs a script on many devices', ['launch train.py'], {
    allow: ['--help'],
    ask: ['launch train.py'],
  }),
  vllm: ofFiles('serves a model', ['serve x'], fetches),
  ollama: {
    about: 'models on this machine',
    verbs: {
      // They ask its server on this machine.
      ...alike('list ls ps show', {
        operands: 'data',
        also: ({ call: { name } }) => ({ kind: 'network', detail: name, isLoopback: true }),
      }),
      ...alike('run pull push create', fetches),
      serve: { always: ['network'] },
      stop: { operands: 'data', always: ['service'] },
      rm: { operands: 'data', always: ['service'], touches: [['delete', '/home/*/.ollama/models/*']] },
    },
    allow: ['list', 'show llama3'],
  },
  'huggingface-cli': ofFiles('fetches and publishes models', ['download x'], fetches),
  hf: ofFiles('fetches and publishes models', ['download x'], fetches),
  wandb: ofFiles('records experiments', ['login'], fetches),
  dvc: ofFiles('versions of data; its stages are code', ['repro'], fetches),
  mlflow: ofFiles('records and serves experiments', ['run .'], fetches),
  tensorboard: ofFiles('serves records of experiments', ['--logdir x'], fetches),
  sweagent: {
    ...ofFiles('an agent that runs what a model says', ['run --config a.yaml'], fetches),
    verbs: { run: fetches, 'run-batch': fetches, 'run-replay': fetches, inspect: { runs: 'files' } },
    operands: 'data',
  },
  mini: ofFiles('an agent that runs what a model says', ['', '-c a.yaml'], fetches),
  'mini-extra': ofFiles('settings and batches of an agent', ['config setup', 'swebench']),
}
