// Measures what a development machine waits for: a transaction with autoMine from its submission until REST says Confirmed, and, with client
// rill, snapshots and reverts on chains of some thousand blocks.
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
  const response = await fetch(url, { method, body: body && JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`)
  return text ? JSON.parse(text) : undefined
}

// built and signed beforehand: the clock runs from the submission on
const confirmation = async (testnet, from, to) => {
  const sender = testnet.sender(from, 0)
  const rest = testnet.restOf(0, from)
  const destinations = [{ address: testnet.sender(to, 0).address, attoAlphAmount: 10n ** 18n }]
  const { signature, unsignedTx, txId } = await sender.signTransferTx({ signerAddress: sender.address, destinations })
  const [millis] = await timed(async () => {
    await ask(`${rest}/transactions/submit`, 'POST', { unsignedTx, signature })
    for (;;) {
      const { type } = await ask(`${rest}/transactions/status?txId=${txId}&fromGroup=${from}&toGroup=${to}`)
      if (type === 'Confirmed') return
      await sleep(1)
    }
  })
  return millis
}

const confirmations = async (testnet) => {
  const within = []
  const between = []
  for (let i = -20; i < Number(options.count); i++) {
    const from = Math.abs(i) % 4
    const one = await confirmation(testnet, from, from)
    const other = await confirmation(testnet, from, (from + 1) % 4)
    if (i >= 0) {
      within.push(one)
      between.push(other)
    }
  }
  return { withinAGroupMillis: figures(within), betweenGroupsMillis: figures(between) }
}

const repeated = async (times, action) => {
  const millis = []
  for (let i = 0; i < times; i++) millis.push((await timed(() => action(i)))[0])
  return figures(millis)
}

const snapshots = async (testnet) => {
  const dev = `${testnet.restOf(0, 0)}/dev`
  const wanted = Number(options.blocks)
  const [mining] = await timed(async () => {
    for (let mined = 0; mined < wanted; mined += 1600) await ask(`${dev}/mine`, 'POST', { blocks: 100, interval: 1000 })
  })
  const heights = await testnet.heights(0)
  const result = {
    blocks: heights.reduce((a, b) => a + b, 0),
    millisPerMinedBlock: Number((mining / Math.ceil(wanted / 1600) / 1600).toFixed(2)),
    takeMillis: await repeated(20, () => ask(`${dev}/snapshots`, 'POST', { name: 'base' }))
  }
  for (const rounds of [1, 10, 100]) {
    const millis = []
    for (let i = 0; i < (rounds === 100 ? 3 : 10); i++) {
      await ask(`${dev}/mine`, 'POST', { blocks: rounds, interval: 1000 })
      millis.push((await timed(() => ask(`${dev}/snapshots/base/revert`, 'POST')))[0])
    }
    result[`revert${rounds * 16}BlocksMillis`] = figures(millis)
  }
  return result
}

const testnet = await Testnet.given(options.file)
try {
  const result = { confirmation: await confirmations(testnet) }
  if (testnet.name) Object.assign(result, { secondsToReady: Number(testnet.secondsToReady.toFixed(2)), residentMiB: await testnet.memory() })
  const hasAids = (await fetch(`${testnet.restOf(0, 0)}/dev/time`)).ok
  if (hasAids) result.snapshots = await snapshots(testnet)
  if (testnet.name) result.residentMiBAfter = await testnet.memory()
  console.log(JSON.stringify(result, null, 2))
} finally {
  await testnet.down()
}
