// Model calls: what an adapter costs above a bare fetch of the same stream, and whether many calls leave anything behind.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { anthropicModel } from '../source/models/anthropic.ts'
import type { Model } from '../source/models/model.ts'
import { openAiModel } from '../source/models/openai.ts'
import { plainOptions } from '../test/helpers/model-options.ts'
import { median, megabytes, milliseconds, times, type Row } from './measure.ts'

const words = 200
const openAi = [
  ...Array.from({ length: words }, (_, i) => ({
    choices: [{ index: 0, delta: { content: `word${i} ` }, finish_reason: null }],
  })),
  { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
]
const anthropic = [
  { type: 'message_start', message: { model: 'm', usage: { input_tokens: 1, output_tokens: 1 } } },
  ...Array.from({ length: words }, (_, i) => ({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text: `word${i} ` },
  })),
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } },
  { type: 'message_stop' },
]
const bodies: Record<string, string> = {
  '/v1/chat/completions': `${openAi.map((data) => `data: ${JSON.stringify(data)}\n\n`).join('')}data: [DONE]\n\n`,
  '/v1/messages': anthropic.map((data) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`).join(''),
}

const place = { job: 1, step: 1, call: 0 }
const rest = { ordinal: 0, timeoutMs: 30_000, options: plainOptions, onDelta: () => undefined }
const request = { role: 'draft', model: 'm', prompt: 'p', place, ...rest } as const

export async function modelRows(): Promise<Row[]> {
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(bodies[incoming.url ?? ''])
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const models: [Model, string][] = [
    [openAiModel({ apiKey: 'k', baseUrl: `${url}/v1` }), `${url}/v1/chat/completions`],
    [anthropicModel({ apiKey: 'k', baseUrl: url }), `${url}/v1/messages`],
  ]
  const rows: Row[] = []
  for (const [model, path] of models) rows.push(await overhead(model, path))
  rows.push(await memory(models))
  server.closeAllConnections()
  server.close()
  return rows
}

async function overhead(model: Model, url: string): Promise<Row> {
  const ours: number[] = []
  const bare: number[] = []
  for (let i = 0; i < 220; i++) {
    const began = performance.now()
    await model.ask(request, new AbortController().signal)
    const middle = performance.now()
    const response = await fetch(url, { method: 'POST', body: '{}' })
    await response.text()
    if (i < 20) continue
    ours.push(middle - began)
    bare.push(performance.now() - middle)
  }
  const [call, fetched] = [median(ours), median(bare)]
  return {
    what: `a call of ${model.provider}, ${words} deltas`,
    value: `${milliseconds(call)}, of it ${milliseconds(call - fetched)} above the fetch`,
    against: `bare fetch of the same stream, ${milliseconds(fetched)}`,
    ratio: times(call, fetched),
  }
}

async function memory(models: readonly [Model, string][]): Promise<Row> {
  const calls = 10_000
  const used = () => {
    globalThis.gc?.()
    return process.memoryUsage().heapUsed
  }
  let before = 0
  for (let i = 0; i < calls; i++) {
    // The first tenth warms up; what grows behind it would grow for ever.
    if (i === calls / 10) before = used()
    await models[i % models.length]?.[0].ask(request, new AbortController().signal)
  }
  const after = used()
  return {
    what: `heap after ${calls} calls`,
    value: megabytes(after),
    against: `after ${calls / 10} calls, ${megabytes(before)}`,
    ratio: times(after, before),
  }
}
