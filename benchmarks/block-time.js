// A pool of ten miners is cut to one and comes back, once with and once without the Testnet's goal to hold its block time.
//   node benchmarks/block-time.js [--before 180] [--cut 540] [--after 180] [--out docs/images/block-time]
//   node benchmarks/block-time.js --plot docs/images/block-time.json      (draws again what was measured)
// Both testnets run at the same time, on small hash rates (400 kH/s at most in all), so that two cores are enough. Writes OUT.json with what was
// measured (time of every block, and every ten seconds how many miners there were) and OUT.svg, the plot.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import { blockTimePlot } from './plot/block-time.js'

const run = promisify(execFile)
const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '..')
const { values: options } = parseArgs({
  options: {
    before: { type: 'string', default: '180' },
    cut: { type: 'string', default: '540' },
    after: { type: 'string', default: '180' },
    out: { type: 'string', default: 'docs/images/block-time' },
    plot: { type: 'string' }
  }
})
const SAMPLE_SECONDS = 10
const CHAINS = [[0, 0], [0, 1], [1, 0], [1, 1]]

// 20 kH/s a miner: ten make blocks at a difficulty that one would need ten times as long for
const resources = (name, goal, miners) => `
apiVersion: flowbed.dev/v1alpha1
kind: Testnet
metadata: {name: ${name}}
spec:
  groups: 2
  consensus: {blockTargetTime: 1s, numZerosAtLeastInHash: 10}
  lifetime: {ttl: 60m, onExpiry: Delete}
${goal ? '  mining: {blockTimeGoal: {tolerance: 20%}}' : ''}
  miners:
    - {name: big, replicas: ${miners}, maxHashrate: 20k}
${goal ? '    - {name: reserve, maxHashrate: 10k, hashrate: {minReplicas: 0, maxReplicas: 20, stabilizationWindow: 15s}}' : ''}
`

class Run {
  samples = []

  constructor(name, goal, folder) {
    Object.assign(this, { name, goal, folder })
  }

  flowbed(...args) {
    return run(path.join(root, 'flowbed'), args, {
      env: { ...process.env, FLOWBED_STATE_DIR: path.join(this.folder, this.name) },
      maxBuffer: 64 << 20
    })
  }

  async apply(miners) {
    const file = path.join(this.folder, `${this.name}.yaml`)
    await writeFile(file, resources(this.name, this.goal, miners))
    await this.flowbed('up', file, '--detach', '--timeout', '300s')
    this.rest ??= (await this.status()).find(({ kind }) => kind === 'Testnet').status.nodes[0].endpoints.rest
  }

  async status() {
    const status = JSON.parse((await this.flowbed('status', this.name, '-o', 'json')).stdout)
    return Array.isArray(status) ? status : (status.items ?? [status])
  }

  async sample() {
    const now = Date.now()
    try {
      const found = await this.status()
      const pool = (name) => found.find(({ metadata }) => metadata.name === `${this.name}-${name}`)?.status
      this.samples.push({
        at: now,
        big: pool('big')?.readyReplicas ?? 0,
        reserve: pool('reserve')?.readyReplicas ?? 0,
        hashrate: found.find(({ kind }) => kind === 'Testnet').status.hashrate,
        wanted: pool('reserve')?.desiredHashrate
      })
    } catch (error) {
      console.log(`${this.name}: no sample: ${error.message.split('\n')[0]}`)
    }
  }

  // the time of every block of every chain, as its header says
  async blocks(from, to) {
    const times = []
    for (let start = from; start < to; start += 60_000) {
      const url = `${this.rest}/blockflow/blocks?fromTs=${start}&toTs=${Math.min(to, start + 60_000) - 1}`
      const { blocks } = await (await fetch(url)).json()
      blocks.flat().forEach(({ timestamp, chainFrom, chainTo, target }) => times.push([timestamp, chainFrom * 2 + chainTo, target]))
    }
    return times.sort(([one], [other]) => one - other)
  }

  down() {
    return this.flowbed('down', '--all', '--wipe')
  }
}

const measure = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'flowbed-block-time-'))
  const runs = [new Run('without', false, folder), new Run('with', true, folder)]
  try {
    for (const one of runs) await one.apply(10)
    // the difficulty of the first block is the least: it has to find its level first
    await sleep(60_000)
    const start = Date.now()
    const phases = [['before', 10], ['cut', 1], ['after', 10]]
    const marks = []
    for (const [phase, miners] of phases) {
      if (phase !== 'before') await Promise.all(runs.map((one) => one.apply(miners)))
      const began = Date.now()
      marks.push({ at: began, miners })
      while (Date.now() - began < Number(options[phase]) * 1000) {
        const tick = Date.now()
        await Promise.all(runs.map((one) => one.sample()))
        const shown = runs.map((one) => JSON.stringify(one.samples.at(-1)))
        console.log(`${Math.round((Date.now() - start) / 1000)} s ${phase} ${shown.join(' ')}`)
        await sleep(Math.max(0, tick + SAMPLE_SECONDS * 1000 - Date.now()))
      }
    }
    const end = Date.now()
    const found = { target: 1, chains: CHAINS.length, start, end, marks, runs: {} }
    for (const one of runs) found.runs[one.name] = { samples: one.samples, blocks: await one.blocks(start, end) }
    return found
  } finally {
    await Promise.all(runs.map((one) => one.down().catch((error) => console.log(error.message))))
    await rm(folder, { recursive: true, force: true })
  }
}

const out = path.resolve(root, options.plot ? options.plot.replace(/\.json$/, '') : options.out)
if (!options.plot) {
  const measured = await measure()
  await mkdir(path.dirname(out), { recursive: true })
  await writeFile(`${out}.json`, JSON.stringify(measured))
}
const { svg, summary } = blockTimePlot(JSON.parse(await readFile(`${out}.json`, 'utf8')))
await writeFile(`${out}.svg`, svg)
console.log(summary)
