// Measures how the operator's CPU, memory and API calls grow with the number of testnets, and how soon a change is applied.
//   mvn -Dquick -pl operator -am package && node benchmarks/operator-scale.js --kubeconfig FILE [--testnets 1,10,100,1000]
// FILE names a cluster with an API server, the controllers of StatefulSets and Deployments, Flowbed's definitions (crds/), and no
// kubelet or scheduler: scale/hollow.js stands in for these. Needs kubectl, xz, and a JDK. Prints a line of JSON for each number.
import { fork } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Kube } from './scale/kube.js'
import { Operator, samples } from './scale/operator.js'

const { values: options } = parseArgs({
  options: {
    kubeconfig: { type: 'string' },
    'operator-kubeconfig': { type: 'string' },
    jar: { type: 'string', default: 'operator/target/quarkus-app/quarkus-run.jar' },
    testnets: { type: 'string', default: '1,10,100' },
    cliques: { type: 'string', default: '2' }, // of each testnet
    shards: { type: 'string', default: '2' }, // and of each clique
    memory: { type: 'string', default: '512m' },
    'no-restart': { type: 'boolean', default: false },
    changes: { type: 'string', default: '200' },
    'idle-seconds': { type: 'string', default: '120' },
    'block-seconds': { type: 'string', default: '0' }, // how often each chain gets a block; 0: never, without miners
    settings: { type: 'string', multiple: true, default: [] }, // of the operator, such as flowbed.observation.interval=5s
    log: { type: 'string', default: 'operator-scale.log' },
    port: { type: 'string', default: '21080' }
  }
})
const PER_NAMESPACE = 50
const SETTLE_SECONDS = 100 // longer than it takes to call a chain stalled, than figures may wait, than looks take to become few
const API = '/apis/flowbed.dev/v1alpha1'

const mining = Number(options['block-seconds']) > 0
const cliques = Number(options.cliques)
const shards = Number(options.shards)
const kube = await Kube.of(options.kubeconfig)
const say = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)
const rounded = (value, digits = 2) => Number(value.toFixed(digits))

// --- testnets -------------------------------------------------------------------------------------------------------------------

const place = (i) => ({ namespace: `scale-${Math.floor(i / PER_NAMESPACE)}`, name: `t${i}` })

const testnet = (i) => ({
  apiVersion: 'flowbed.dev/v1alpha1',
  kind: 'Testnet',
  metadata: place(i),
  spec: { cliques, shards, miners: [{ name: 'cpu', replicas: mining ? 1 : 0 }] }
})

const create = async (i) => {
  const { namespace } = place(i)
  if (i % PER_NAMESPACE === 0) {
    await kube.create('/api/v1/namespaces', { metadata: { name: namespace } }).catch((error) => {
      if (error.code !== 409) throw error
    })
  }
  await kube.create(`${API}/namespaces/${namespace}/testnets`, testnet(i))
}

const unready = async () => {
  const { items } = await kube.get(`${API}/testnets`)
  const ready = ({ status }) => status?.conditions?.some((c) => c.type === 'Ready' && c.status === 'True')
  return items.filter((item) => !ready(item)).map((item) => item.metadata.name)
}

const until = async (condition, seconds, what) => {
  const started = performance.now()
  for (let asked = started; !(await condition()); asked = performance.now()) {
    if (asked - started > seconds * 1000) throw new Error(`after ${seconds} s still waiting ${what}`)
    await sleep(Math.max(500, 9 * (performance.now() - asked))) // a long list is work for the API server
  }
  return (performance.now() - started) / 1000
}

// --- what is measured -----------------------------------------------------------------------------------------------------------

/** Writes that the API server has seen, from anybody, by "verb resource"; leases are renewed whatever happens. */
const writes = async () => {
  const found = {}
  for (const [name, { verb, resource, subresource }, value] of samples(await kube.get('/metrics'))) {
    if (name === 'apiserver_request_total' && /^(POST|PUT|PATCH|APPLY|DELETE)$/.test(verb) && resource !== 'leases') {
      const key = `${verb} ${resource}${subresource ? `/${subresource}` : ''}`
      found[key] = (found[key] ?? 0) + value
    }
  }
  return found
}

const difference = (after, before, scale = 1) =>
  Object.fromEntries(
    Object.entries(after)
      .map(([key, value]) => [key, rounded((value - (before[key] ?? 0)) * scale, 1)])
      .filter(([, value]) => value > 0)
  )

const asked = () =>
  new Promise((resolve) => {
    hollow.once('message', resolve)
    hollow.send('asked')
  })

const idle = async (operator) => {
  const seconds = Number(options['idle-seconds'])
  const before = [await operator.counts(), await operator.cpu(), await asked(), await writes()]
  await sleep(seconds * 1000)
  const after = [await operator.counts(), await operator.cpu(), await asked(), await writes()]
  const perMinute = 60 / seconds
  return {
    cpuSecondsPerMinute: rounded((after[1] - before[1]) * perMinute),
    writesPerMinute: difference(after[3], before[3], perMinute),
    requestsPerMinute: difference(after[0].requests, before[0].requests, perMinute),
    passesPerMinute: difference(after[0].passes, before[0].passes, perMinute),
    askedOfNodesPerSecond: rounded((after[2].nodes - before[2].nodes) / seconds, 1)
  }
}

const quantile = (sorted, q) => rounded(sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)], 3)
const summary = (seconds) => {
  const sorted = seconds.toSorted((a, b) => a - b)
  return { changes: sorted.length, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), most: rounded(sorted.at(-1), 3) }
}

const waiting = new Map()
const applied = (kind, state) => (type, object) => {
  const { namespace, name } = object.metadata
  waiting.get(`${kind} ${namespace}/${name} ${state(object)}`)?.(performance.now())
}

/** From sending a change of a Testnet until a watcher hears of the changed child. */
const change = async ({ namespace, name }, spec, child) => {
  const heard = new Promise((resolve) => waiting.set(child, resolve))
  const sent = performance.now()
  await kube.patch(`${API}/namespaces/${namespace}/testnets/${name}`, { spec })
  const late = sleep(60_000, undefined, { ref: false }).then(() => Infinity)
  const at = await Promise.race([heard, late])
  waiting.delete(child)
  return (at - sent) / 1000
}

const changes = async (count) => {
  const seconds = { pools: [], nodes: [] }
  const total = Number(options.changes)
  const other = Math.floor(Date.now() / 1000) % 100_000 // than in a run before this one
  for (let k = 0; k < total; k++) {
    const i = Math.floor(k / 2) % count
    const at = place(i)
    const id = `${at.namespace}/${at.name}`
    const replicas = (mining ? 1 : 0) + (k % 2 === 0 ? 1 : 0)
    const miners = [{ name: 'cpu', replicas }]
    seconds.pools.push(await change(at, { miners }, `Deployment ${id}-cpu ${replicas}`))
    if (k % 8 === 7) {
      const memory = `${(400 << 10) + 2 * (other + k) + 1}Ki` // odd: the API server writes whole Mi as such
      const nodes = { resources: { limits: { memory } } }
      seconds.nodes.push(await change(at, { nodes }, `StatefulSet ${id}-c${cliques - 1}-b${shards - 1} ${memory}`))
    }
    await sleep(100)
  }
  return { pools: summary(seconds.pools), nodes: summary(seconds.nodes) }
}

// --- the run ----------------------------------------------------------------------------------------------------------------------

const start = () =>
  new Operator({
    jar: path.resolve(options.jar),
    kubeconfig: options['operator-kubeconfig'] ?? options.kubeconfig,
    memory: options.memory,
    port: options.port,
    log: options.log,
    settings: options.settings
  })

/** Until nothing is left to do: all are looked at, no pass is on, and none has come for a while. */
const atRest = async (operator, count) => {
  let passes = -1
  let since = performance.now()
  await operator.sleepUntil(operator.isLive.bind(operator), 300, 'for the operator to answer')
  return operator.sleepUntil(
    async () => {
      const { passes: now, due } = await operator.counts()
      const sum = Object.values(now).reduce((a, b) => a + b, 0)
      if (sum !== passes || due > 0) since = performance.now()
      passes = sum
      return sum >= count && performance.now() - since > 2000
    },
    900,
    'for the operator to come to rest'
  )
}

const hollow = fork(path.resolve(import.meta.dirname, 'scale/hollow.js'), {
  env: {
    ...process.env,
    HOLLOW: JSON.stringify({
      kubeconfig: options.kubeconfig,
      cliques,
      shards,
      blockSeconds: Number(options['block-seconds'])
    })
  }
})
kube.watch('/apis/apps/v1/deployments', applied('Deployment', (object) => object.spec.replicas))
kube.watch(
  '/apis/apps/v1/statefulsets',
  applied('StatefulSet', (object) => object.spec.template.spec.containers[0].resources?.limits?.memory)
)

let operator = start()
try {
  let made = (await kube.get(`${API}/testnets`)).items.length
  for (const count of options.testnets.split(',').map(Number)) {
    say(`${count} testnets`)
    const result = { testnets: count }
    for (const begun = performance.now(); made < count; ) {
      await create(made++)
      result.secondsToReady = (performance.now() - begun) / 1000
    }
    result.secondsToReady = rounded(
      (result.secondsToReady ?? 0) + (await until(async () => (await unready()).length === 0, 1800, 'for all to be Ready')),
      1
    )
    say(`all are Ready after ${result.secondsToReady} s`)
    await sleep(SETTLE_SECONDS * 1000)
    result.residentMiB = rounded(await operator.residentMiB(), 0)
    Object.assign(result, await idle(operator))
    const fleet = await operator.fleet()
    result.metricsPage = { seconds: rounded(fleet.seconds), mib: rounded(fleet.mib), testnets: fleet.seen }
    result.liveMiB = rounded(await operator.liveMiB(), 1)
    say(JSON.stringify(result))
    if (Number(options.changes)) {
      const before = await operator.cpu()
      result.secondsToApply = await changes(count)
      result.cpuSecondsPerChange = rounded(((await operator.cpu()) - before) / Number(options.changes), 3)
      say(JSON.stringify({ ...result.secondsToApply, cpuSecondsPerChange: result.cpuSecondsPerChange }))
    }
    if (options['no-restart']) {
      console.log(JSON.stringify(result))
      continue
    }
    say('restart')
    await until(async () => (await unready()).length === 0, 600, 'for all to be Ready again')
    await sleep(options.changes === '0' ? 0 : SETTLE_SECONDS * 1000)
    await operator.stop()
    const before = await writes()
    const stopped = performance.now()
    operator = start()
    await atRest(operator, count)
    result.restart = { seconds: rounded((performance.now() - stopped) / 1000 - 2, 1), cpuSeconds: rounded(await operator.cpu(), 1) }
    await sleep(SETTLE_SECONDS * 1000)
    result.restart.writes = difference(await writes(), before)
    console.log(JSON.stringify(result))
  }
} finally {
  await operator.stop()
  hollow.disconnect()
}
process.exit()
