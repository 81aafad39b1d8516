// Keeps a testnet under traffic and watches it: every chain must advance, the cliques must agree, memory must stay flat.
//   (cd e2e && npm ci) && node benchmarks/soak.js [--minutes 10] [--rate 5] [--file examples/quickstart.yaml]
// Prints a line every ten seconds and ends with exit code 1 if anything was not as it must be.
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Testnet, fundedWallets, inParallel } from '../e2e/testnet.js'

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '5' },
    file: { type: 'string', default: 'examples/quickstart.yaml' }
  }
})
const SAMPLE_SECONDS = 10
const STALL_SECONDS = 60
const SETTLED_SECONDS = 120
const MOST_GROWTH = 1.25
const MOST_APART = 10

const problems = new Set()
const sent = []
let failed = 0
let going = true

// one transfer after the other at the wanted rate, between all pairs of groups and through both cliques
const traffic = async (wallets) => {
  const started = performance.now()
  for (let i = 0; going; i++) {
    const wallet = wallets[i % wallets.length]
    const destination = wallets[(i * 13 + 5) % wallets.length].address
    try {
      const { txId } = await wallet.signAndSubmitTransferTx({
        signerAddress: wallet.address,
        destinations: [{ address: destination, attoAlphAmount: 10n ** 16n }]
      })
      sent.push({ txId, group: wallet.group })
    } catch (error) {
      failed++
      problems.add(`a transfer was refused: ${error.message}`)
    }
    await sleep(Math.max(0, started + ((i + 1) * 1000) / Number(options.rate) - performance.now()))
  }
}

const watch = async (testnet) => {
  const advanced = new Map()
  let settled
  for (let second = SAMPLE_SECONDS; second <= Number(options.minutes) * 60; second += SAMPLE_SECONDS) {
    await sleep(SAMPLE_SECONDS * 1000)
    const [a, b] = await Promise.all([testnet.heights(0), testnet.heights(1)])
    a.forEach((height, chain) => {
      const last = advanced.get(chain)
      if (!last || height > last.height) advanced.set(chain, { height, second })
      else if (second - last.second >= STALL_SECONDS) problems.add(`chain ${chain} stood still at ${height}`)
    })
    const apart = Math.max(...a.map((height, i) => Math.abs(height - b[i])))
    if (apart > MOST_APART) problems.add(`the cliques were ${apart} blocks apart at ${second} s`)
    const memory = await testnet.memory()
    if (second >= SETTLED_SECONDS) {
      settled ??= memory
      for (const [name, mib] of Object.entries(memory)) {
        // a second compilation of the hash loop takes 15 MiB once, whatever the size of the process
        const most = Math.max(settled[name] * MOST_GROWTH, settled[name] + 20)
        if (mib > most) problems.add(`${name} grew from ${settled[name]} to ${mib} MiB`)
      }
    }
    const sizes = Object.entries(memory).map(([name, mib]) => `${name}=${mib}`)
    console.log(
      `${String(second).padStart(4)} s  heights ${Math.min(...a)}-${Math.max(...a)}  apart ${apart}  ` +
        `sent ${sent.length} refused ${failed}  MiB ${sizes.join(' ')}`
    )
  }
}

const testnet = await Testnet.up(options.file)
try {
  const groups = Array.from({ length: testnet.spec.spec.groups }, (_, group) => group)
  const wallets = (await Promise.all(groups.map((group) => fundedWallets(testnet, group, 50)))).flat()
  const sending = traffic(wallets)
  await watch(testnet).finally(() => (going = false))
  await sending
  await inParallel(8, sent, ({ txId, group }) =>
    testnet.confirmed(1, group, txId).catch((error) => problems.add(error.message))
  )
  console.log(`${sent.length} transfers sent through both cliques, all looked up at the second`)
} finally {
  await testnet.down()
}
problems.forEach((problem) => console.log(`PROBLEM: ${problem}`))
console.log(problems.size === 0 ? 'all well' : `${problems.size} problem(s)`)
process.exitCode = problems.size === 0 ? 0 : 1
