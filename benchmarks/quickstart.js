// Measures the quickstart: time to Ready, memory per process, block interval against target, transfers a second end to end.
//   (cd e2e && npm ci) && node benchmarks/quickstart.js [FILE [OPTIONS OF flowbed up...]]
// Another file with the same accounts, such as one with client: alephium, gives the figures to compare with.
import { setTimeout as sleep } from 'node:timers/promises'
import { Testnet, fundedWallets, inParallel } from '../e2e/testnet.js'

const [file = 'examples/quickstart.yaml', ...options] = process.argv.slice(2)
const WALLETS_PER_GROUP = 100
const INTERVAL_SECONDS = 60

const withSum = (memory) => ({ ...memory, all: Object.values(memory).reduce((a, b) => a + b, 0) })

const blockIntervals = async (testnet) => {
  const started = performance.now()
  const start = await testnet.heights(0)
  await sleep(INTERVAL_SECONDS * 1000)
  const end = await testnet.heights(0)
  const seconds = (performance.now() - started) / 1000
  const intervals = end.map((height, i) => seconds / (height - start[i])).sort((a, b) => a - b)
  const at = (i) => Number(intervals[i].toFixed(2))
  return {
    target: testnet.spec.spec.consensus?.blockTargetTime,
    leastSeconds: at(0),
    medianSeconds: at(intervals.length >> 1),
    mostSeconds: at(intervals.length - 1)
  }
}

// each wallet sends once; the clock runs from the first build until the other clique has the last one in a block
const transfers = async (testnet) => {
  const groups = Array.from({ length: testnet.spec.spec.groups }, (_, group) => group)
  const wallets = (await Promise.all(groups.map((group) => fundedWallets(testnet, group, WALLETS_PER_GROUP)))).flat()
  const started = performance.now()
  const sent = await inParallel(16, wallets, async (wallet, i) => {
    const destination = wallets[(i * 7 + 3) % wallets.length].address
    const { txId } = await wallet.signAndSubmitTransferTx({
      signerAddress: wallet.address,
      destinations: [{ address: destination, attoAlphAmount: 10n ** 17n }]
    })
    return { txId, group: wallet.group }
  })
  const submitted = performance.now()
  await inParallel(16, sent, ({ txId, group }) => testnet.confirmed(1, group, txId, 120))
  const confirmed = performance.now()
  const rate = (end) => Number(((sent.length * 1000) / (end - started)).toFixed(1))
  return { count: sent.length, submittedPerSecond: rate(submitted), confirmedPerSecond: rate(confirmed) }
}

const testnet = await Testnet.up(file, ...options)
try {
  await sleep(5000)
  const result = {
    file,
    client: testnet.spec.spec.client,
    secondsToReady: Number(testnet.secondsToReady.toFixed(2)),
    residentMiB: withSum(await testnet.memory()),
    blockInterval: await blockIntervals(testnet),
    transfers: await transfers(testnet),
    residentMiBAfterTransfers: withSum(await testnet.memory())
  }
  console.log(JSON.stringify(result, null, 2))
} finally {
  await testnet.down()
}
