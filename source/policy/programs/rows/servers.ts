// Servers, notebooks, documents, models and agents: most of what they do stands in files or comes over the network.
import type { Row, Verb } from '../../grammar/row.ts'
import { fetches, ofFiles, rowsOf, type Plain } from './kinds.ts'

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

const infrastructure: Plain = {
  about: 'machines and services as files',
  options: '-chdir:modifyTree -version -help',
  tells: '-version -v -help',
  always: ['network'],
  operands: 'read',
  verbs: {
    version: { options: '-json' },
    fmt: {
      options: '-check -diff -list? -write? -recursive -no-color',
      operands: 'edit',
      touches: [['modify', '*.tf']],
    },
    validate: { runs: 'files', options: '-json -no-color -no-tests' },
    console: { ...provided, runs: 'code' },
    ...Object.fromEntries(['init', 'plan', 'apply', 'destroy'].map((verb) => [verb, provided])),
  },
  example: ['version', 'fmt', 'fmt -check -recursive', '-version'],
  ask: ['init', 'plan', 'validate', 'console', 'frobnicate'],
  deny: ['plan -out=/srv/app/plan', 'fmt ../other', '-chdir=/srv/app fmt', 'apply -state-out=/srv/app/x'],
}

export const serverRows: Readonly<Record<string, Row>> = rowsOf({
  jupyter: ofFiles('notebooks, whose cells are code', ['jupyter nbconvert --execute a.ipynb', 'jupyter lab']),
  ipython: ofFiles('Python with keys', ['ipython a.py']),
  streamlit: ofFiles('serves a script', ['streamlit run app.py']),
  gunicorn: ofFiles('serves a program', ['gunicorn app:app']),
  uvicorn: ofFiles('serves a program', ['uvicorn app:app --port 8000']),
  hypercorn: ofFiles('serves a program', ['hypercorn app:app']),
  flask: ofFiles('serves a program', ['flask run']),
  'django-admin': ofFiles('runs what a project of Django says', ['django-admin migrate']),
  celery: ofFiles('runs tasks of a project', ['celery -A app worker']),
  alembic: ofFiles('changes a database by scripts', ['alembic upgrade head']),
  scrapy: ofFiles('runs spiders of a project', ['scrapy crawl x'], fetches),
  'sphinx-build': ofFiles('writes documents; its settings are code', ['sphinx-build docs out']),
  mkdocs: ofFiles('writes documents; its settings may name code', ['mkdocs build', 'mkdocs serve'], {
    options: '-d/--site-dir:overwriteTree -f/--config-file:read',
    verbs: {
      build: { runs: 'files', options: '-d/--site-dir:overwriteTree' },
      serve: { runs: 'files' },
      'gh-deploy': fetches,
      new: { operands: 'createTree' },
    },
    examples: {
      allow: ['mkdocs new docs'],
      ask: ['mkdocs build', 'mkdocs gh-deploy'],
      deny: ['mkdocs build -d /srv/app'],
    },
  }),
  mike: ofFiles('publishes versions of documents to a branch', ['mike deploy 1.0'], {
    examples: { allow: ['mike --help'], ask: ['mike deploy --push 1.0 latest'] },
  }),
  towncrier: ofFiles('writes the list of changes', ['towncrier build']),
  ...Object.fromEntries(['terraform', 'tofu'].map((name) => [name, infrastructure])),
  torchrun: ofFiles('runs a script on many devices', ['torchrun train.py']),
  accelerate: ofFiles('runs a script on many devices', ['accelerate launch train.py'], {
    examples: { allow: ['accelerate --help'], ask: ['accelerate launch train.py'] },
  }),
  vllm: ofFiles('serves a model', ['vllm serve x'], fetches),
  ollama: {
    about: 'models on this machine',
    verbs: {
      list: {},
      ls: {},
      ps: {},
      show: { operands: 'data' },
      run: fetches,
      pull: fetches,
      push: fetches,
      serve: { always: ['network'] },
      rm: { operands: 'data', always: ['service'] },
      create: fetches,
      stop: { operands: 'data', always: ['service'] },
    },
    example: ['list', 'show llama3'],
    ask: ['run llama3', 'rm llama3', 'x'],
  },
  'huggingface-cli': ofFiles('fetches and publishes models', ['huggingface-cli download x'], fetches),
  hf: ofFiles('fetches and publishes models', ['hf download x'], fetches),
  wandb: ofFiles('records experiments', ['wandb login'], fetches),
  dvc: ofFiles('versions of data; its stages are code', ['dvc repro'], fetches),
  mlflow: ofFiles('records and serves experiments', ['mlflow run .'], fetches),
  tensorboard: ofFiles('serves records of experiments', ['tensorboard --logdir x'], fetches),
  sweagent: {
    ...ofFiles('an agent that runs what a model says', ['sweagent run --config a.yaml'], fetches),
    verbs: { run: fetches, 'run-batch': fetches, 'run-replay': fetches, inspect: { runs: 'files' } },
    operands: 'data',
  },
  mini: ofFiles('an agent that runs what a model says', ['mini', 'mini -c a.yaml'], fetches),
  'mini-extra': ofFiles('settings and batches of an agent', ['mini-extra config setup', 'mini-extra swebench']),
})
