// Servers, notebooks, documents, models and agents: most of what they do stands in files or comes over the network.
import { alike } from '../../among.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { lookup } from '../../grammar/analysis.ts'
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
  secret: /^(?:state (?:pull|show)|(?:output|show) .*-(?:json|raw))/,
}

export const serverRows: Readonly<Record<string, Row>> = {
  jupyter: ofFiles('notebooks, whose cells are code'),
  ipython: ofFiles('Python with keys'),
  streamlit: ofFiles('serves a script'),
  gunicorn: ofFiles('serves a program'),
  uvicorn: ofFiles('serves a program'),
  hypercorn: ofFiles('serves a program'),
  flask: ofFiles('serves a program'),
  'django-admin': ofFiles('runs what a project of Django says'),
  celery: ofFiles('runs tasks of a project'),
  alembic: ofFiles('changes a database by scripts'),
  scrapy: ofFiles('runs spiders of a project', fetches),
  'sphinx-build': ofFiles('writes documents; its settings are code'),
  mkdocs: ofFiles('writes documents; its settings may name code', {
    options: '-d/--site-dir:overwriteTree -f/--config-file:read',
    verbs: {
      build: { runs: 'files', options: '-d/--site-dir:overwriteTree' },
      serve: { runs: 'files' },
      'gh-deploy': fetches,
      new: { operands: 'createTree' },
    },
  }),
  mike: ofFiles('publishes versions of documents to a branch'),
  towncrier: ofFiles('writes the list of changes'),
  ...alike('terraform tofu', infrastructure),
  torchrun: ofFiles('runs a script on many devices'),
  accelerate: ofFiles('runs a script on many devices'),
  vllm: ofFiles('serves a model', fetches),
  ollama: {
    about: 'models on this machine',
    verbs: {
      // They ask its server on this machine.
      ...alike('list ls ps show', {
        operands: 'data',
        also: ({ call: { name } }) => lookup(name),
      }),
      ...alike('run pull push create', fetches),
      serve: { always: ['network'] },
      stop: { operands: 'data', always: ['service'] },
      rm: { operands: 'data', always: ['service'], touches: [['delete', '/home/*/.ollama/models/*']] },
    },
  },
  'huggingface-cli': ofFiles('fetches and publishes models', fetches),
  hf: ofFiles('fetches and publishes models', fetches),
  wandb: ofFiles('records experiments', fetches),
  dvc: ofFiles('versions of data; its stages are code', fetches),
  mlflow: ofFiles('records and serves experiments', fetches),
  tensorboard: ofFiles('serves records of experiments', fetches),
  sweagent: {
    ...ofFiles('an agent that runs what a model says', fetches),
    verbs: { run: fetches, 'run-batch': fetches, 'run-replay': fetches, inspect: { runs: 'files' } },
    operands: 'data',
  },
  mini: ofFiles('an agent that runs what a model says', fetches),
  'mini-extra': ofFiles('settings and batches of an agent'),
}
