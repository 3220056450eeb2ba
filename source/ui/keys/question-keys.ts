// Keys that answer an open question. The first answer counts, from whichever terminal it comes.
import type { Model } from '../app/model.ts'
import { asking } from '../app/ask.ts'
import { openGrants } from '../app/needs.ts'
import { momentOf } from '../app/seen.ts'
import { open, step, type Step } from '../app/step.ts'
import { allowRunDialog, denyDialog, grantsDialog, type QuestionFacts } from '../dialogs/question.ts'
import { listed, type Act } from './binding.ts'

function factsIn(model: Model): QuestionFacts | null {
  const { state } = momentOf(model).overview
  const question = state.step?.question
  return question ? { words: model.words, loop: state.loop?.id ?? null, question } : null
}

const allowOnce: Act = (model) => {
  const facts = factsIn(model)
  if (!facts) return step(model)
  const { question } = facts.question
  const told = model.words.asked.allow
  return asking(model, { loop: facts.loop, asked: [{ kind: 'approve', question, scope: 'once', minutes: null }], told })
}

const allowRun: Act = (model) => {
  const facts = factsIn(model)
  return facts ? open(model, allowRunDialog(facts)) : step(model)
}

/** `because`: what was entered already. */
export function deny(model: Model, isStopping: boolean, because = ''): Step {
  const facts = factsIn(model)
  return facts ? open(model, denyDialog(facts, isStopping, because)) : step(model)
}

/** The grants that are open. */
export const grantsIn = (model: Model) => openGrants(momentOf(model).overview.state)

const grants: Act = (model) => {
  const loop = momentOf(model).overview.state.loop?.id ?? null
  return open(model, grantsDialog(model.words, loop, grantsIn(model)))
}

const needs = ['live', 'question', 'control', 'size'] as const

export const questionKeys = listed([
  { action: 'allowOnce', keys: ['a'], group: 'question', needs, hint: 3, act: allowOnce },
  { action: 'allowRun', keys: ['A'], group: 'question', needs, hint: 4, act: allowRun },
  { action: 'deny', keys: ['d'], group: 'question', needs, hint: 5, act: (model) => deny(model, false) },
  { action: 'denyAndStop', keys: ['D'], group: 'question', needs, hint: 6, act: (model) => deny(model, true) },
  { action: 'grants', keys: ['O'], group: 'question', needs: ['live', 'grants', 'control', 'size'], act: grants },
])
