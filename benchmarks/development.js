// Measures what a development machine waits for: a transaction with autoMine from its submission until REST says Confirmed, and, with client
// rill, snapshots and reverts on chains of some thousand blocks. Says on standard error what it does, and on standard output what it found.
//   (cd e2e && npm ci) && node benchmarks/development.js [--file examples/development.yaml] [--count 200] [--blocks 5000]
//   FLOWBED_E2E_URLS=http://127.0.0.1:32973 node benchmarks/development.js      (a node that runs already, such as an official one)
import { parseArgs } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { Testnet } from '../e2e/testnet.js'

const { values: options } = parseArgs({
  options: {
    file: { type: 'string', default: 'examples/development.yaml' },
    count: { type: 'string', default: '200' },
    blocks: { type: 'string', default: '5000' }
  }
})
// transactions that a node just started runs its code for the first time with; told apart from the others
const COLD = 20
const PATIENCE_MILLIS = 60_000

const began = performance.now()
const say = (text) => console.error(`[${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s] ${text}`)

const figures = (millis) => {
  const sorted = [...millis].sort((a, b) => a - b)
  const at = (share) => Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(2))
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), most: at(1) }
}

const timed = async (action) => {
  const started = performance.now()
  const result = await action()
  return [performance.now() - started, result]
}

const ask = async (url, method = 'GET', body) => {
  const signal = AbortSignal.timeout(PATIENCE_MILLIS)
  const response = await fetch(url, { method, signal, body: body && JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`)
  return text ? JSON.parse(text) : undefined
}

/** Milliseconds of one transfer, built and signed beforehand: to submit it, and from then on until its status is Confirmed. */
const confirmation = async (testnet, wallets, from, to) => {
  const sender = wallets[from]
  const rest = testnet.restOf(0, from)
  const destinations = [{ address: wallets[to].address, attoAlphAmount: 10n ** 18n }]
  const { signature, unsignedTx, txId } = await sender.signTransferTx({ signerAddress: sender.address, destinations })
  const [submit] = await timed(() => ask(`${rest}/transactions/submit`, 'POST', { unsignedTx, signature }))
  const [status] = await timed(async () => {
    const until = performance.now() + PATIENCE_MILLIS
    for (;;) {
      const { type } = await ask(`${rest}/transactions/status?txId=${txId}&fromGroup=${from}&toGroup=${to}`)
      if (type === 'Confirmed') return
      if (performance.now() > until) throw new Error(`${txId} from group ${from} to ${to} is ${type} after ${PATIENCE_MILLIS} ms: is autoMine on?`)
      await sleep(1)
    }
  })
  return { submit, status, whole: submit + status }
}

const told = (times) => {
  const of = (part, from, to) => figures(times.slice(from, to).map((time) => time[part]))
  return {
    firstMillis: Number(times[0].whole.toFixed(2)),
    coldMillis: of('whole', 0, COLD),
    warmMillis: of('whole', COLD),
    warmSubmitMillis: of('submit', COLD),
    warmStatusMillis: of('status', COLD)
  }
}

const confirmations = async (testnet) => {
  // keys are derived from the words once: that takes longer than a transfer
  const wallets = [0, 1, 2, 3].map((group) => testnet.sender(group, 0))
  const within = []
  const between = []
  const count = Number(options.count) + COLD
  for (let i = 0; i < count; i++) {
    const from = i % 4
    within.push(await confirmation(testnet, wallets, from, from))
    between.push(await confirmation(testnet, wallets, from, (from + 1) % 4))
    if ((i + 1) % 50 === 0) say(`${2 * (i + 1)} of ${2 * count} transactions confirmed`)
  }
  return { withinAGroup: told(within), betweenGroups: told(between) }
}

const repeated = async (times, action) => {
  const millis = []
  for (let i = 0; i < times; i++) millis.push((await timed(() => action(i)))[0])
  return figures(millis)
}

const snapshots = async (testnet) => {
  const dev = `${testnet.restOf(0, 0)}/dev`
  const rounds = Math.ceil(Number(options.blocks) / 1600)
  const [mining] = await timed(async () => {
    for (let round = 1; round <= rounds; round++) {
      await ask(`${dev}/mine`, 'POST', { blocks: 100, interval: 1000 })
      say(`${round * 1600} of ${rounds * 1600} blocks mined`)
    }
  })
  const heights = await testnet.heights(0)
  const result = {
    blocks: heights.reduce((a, b) => a + b, 0),
    millisPerMinedBlock: Number((mining / rounds / 1600).toFixed(2)),
    takeMillis: await repeated(20, () => ask(`${dev}/snapshots`, 'POST', { name: 'base' }))
  }
  for (const rounds of [1, 10, 100]) {
    const millis = []
    for (let i = 0; i < (rounds === 100 ? 3 : 10); i++) {
      await ask(`${dev}/mine`, 'POST', { blocks: rounds, interval: 1000 })
      millis.push((await timed(() => ask(`${dev}/snapshots/base/revert`, 'POST')))[0])
    }
    result[`revert${rounds * 16}BlocksMillis`] = figures(millis)
    say(`reverted ${rounds * 16} blocks ${millis.length} times`)
  }
  return result
}

say(process.env.FLOWBED_E2E_URLS ? 'asking the testnet that runs already' : `raising ${options.file}`)
const testnet = await Testnet.given(options.file)
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => testnet.down().finally(() => process.exit(1)))
}
try {
  const result = { confirmation: await confirmations(testnet) }
  if (testnet.name) Object.assign(result, { secondsToReady: Number(testnet.secondsToReady.toFixed(2)), residentMiB: await testnet.memory() })
  const hasAids = (await fetch(`${testnet.restOf(0, 0)}/dev/time`)).ok
  if (hasAids) result.snapshots = await snapshots(testnet)
  if (testnet.name) result.residentMiBAfter = await testnet.memory()
  say('done')
  console.log(JSON.stringify(result, null, 2))
} finally {
  await testnet.down()
}
