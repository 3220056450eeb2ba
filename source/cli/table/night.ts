// Commands for when nobody looks: who is told, and where monitoring reads.
import type { CommandRow } from './row.ts'

export const nightRows = {
  notify: {
    about: 'try the commands and webhooks that tell people',
    summary: "Try the commands and webhooks of 'notify' in config/tos.json, which tell people while nobody looks.",
    operands: null,
    verbs: [{ name: 'test', meaning: 'tell every target that this is a test, and say what came of it', operands: [] }],
    options: [],
    examples: [{ call: 'tos notify test', does: 'does a notice arrive?' }],
  },
  watchdog: {
    about: 'tell people what is untold, also of a run that died',
    summary:
      'Tell people what the journal has told since the last look, and of a run that died or stands still. For cron or a systemd timer.',
    operands: [],
    options: [{ name: 'follow', meaning: 'until nobody runs and nothing waits; a run starts it by itself' }],
    examples: [{ call: 'tos watchdog --root /srv/night', does: 'once, every few minutes' }],
    notes: [
      'It runs the commands that stand in config/tos.json, as you: call it for projects you would run.',
      'Exit code 1: a notice was given up after its last attempt.',
    ],
  },
  metrics: {
    about: 'where the loop stands, for Prometheus and OpenTelemetry',
    summary:
      'Where the loop stands, as Prometheus reads it: printed, served on a port, or written to a file. And what it did, as traces for OpenTelemetry.',
    operands: [],
    options: [
      { name: 'port', value: 'PORT', meaning: 'serve them there until it is ended; 0 takes a free one' },
      { name: 'host', value: 'ADDRESS', fallback: '127.0.0.1', meaning: 'with port: the address to listen on' },
      { name: 'textfile', value: 'FILE', meaning: 'write them there, in one piece', completes: 'file' },
      {
        name: 'otlp',
        value: 'ADDRESS',
        meaning:
          'send what ended since the last call to this collector, as traces; /v1/traces is added to a bare address',
      },
      { name: 'follow', meaning: 'with otlp: go on sending until it is ended' },
    ],
    examples: [
      { call: 'tos metrics --port 9464', does: 'for a Prometheus on this machine' },
      { call: 'tos metrics --textfile /var/lib/node_exporter/tos.prom', does: 'for its textfile collector' },
      { call: 'tos metrics --otlp http://127.0.0.1:4318 --follow', does: 'for a collector of OpenTelemetry' },
    ],
    notes: ['Headers, time limit and certificates of the collector come from the variables OTEL_EXPORTER_OTLP_*.'],
  },
} satisfies Record<string, CommandRow>
