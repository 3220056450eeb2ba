// Takes the place of undici in the bundle (scripts/build.js): its agents, its fetch and what belongs to that. What it has
// besides (caches, mocks, sockets) would be loaded too, and with it Node's own copy of the same client.
import type * as undici from 'undici'

type Undici = typeof undici

/** Bundled as if it stood in undici itself. */
declare const require: (name: string) => unknown

const agent = require('undici/lib/dispatcher/agent.js') as Undici['Agent']
const environmentAgent = require('undici/lib/dispatcher/env-http-proxy-agent.js') as Undici['EnvHttpProxyAgent']
const { fetch } = require('undici/lib/web/fetch/index.js') as Pick<Undici, 'fetch'>
const { Headers } = require('undici/lib/web/fetch/headers.js') as Pick<Undici, 'Headers'>
const { Request } = require('undici/lib/web/fetch/request.js') as Pick<Undici, 'Request'>
const { Response } = require('undici/lib/web/fetch/response.js') as Pick<Undici, 'Response'>
const { FormData } = require('undici/lib/web/fetch/formdata.js') as Pick<Undici, 'FormData'>

// The package's own beginning gives every dispatcher the calls of its API; a tunnel through a proxy is opened with this one.
const dispatcher = require('undici/lib/dispatcher/dispatcher.js') as { prototype: object }
Object.assign(dispatcher.prototype, { connect: require('undici/lib/api/api-connect.js') })

export { agent as Agent, environmentAgent as EnvHttpProxyAgent, fetch, FormData, Headers, Request, Response }
