// A judge's thread that does what it is told: hangs, dies, throws, or judges.
import { parentPort } from 'node:worker_threads'
import type { Asked, Said } from '../../source/policy/judge-messages.ts'

const say = (said: Said) => parentPort?.postMessage(said, [])

parentPort?.on('message', (asked: Asked) => {
  if (asked.kind === 'open') return say({ kind: 'opened', unclear: 'ask' })
  const { code } = asked.command
  const judgement = { verdict: 'allow', reason: 'read', matched: null, rule: '', place: '', part: '' } as const
  if (code.includes('no text')) for (;;);
  const verdict = code.includes('forbidden') ? 'deny' : 'allow'
  say({ kind: 'text', judgement: { ...judgement, verdict, reason: 'by its text' } })
  if (code.includes('hang')) for (;;);
  if (code.includes('die')) process.exit(3)
  if (code.includes('eat')) for (const eaten: unknown[] = []; ;) eaten.push(Array.from({ length: 1e6 }, () => ({})))
  if (code.includes('throw')) say({ kind: 'failed', cause: 'too deep' })
  else say({ kind: 'judged', judgement, explanation: null })
})
