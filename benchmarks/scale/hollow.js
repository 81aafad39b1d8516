// Stands in for kubelets, full nodes and miners where there are none: every pod that Flowbed makes becomes Running and Ready at once, at
// a loopback address of its own, where something answers what the operator asks. Run by ../operator-scale.js.
import { execFile } from 'node:child_process'
import http from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { Kube } from './kube.js'

const REST = 22973
const METRICS = 9400
const RECORDING = '../../alephium/src/test/resources/dev/flowbed/alephium/recording/recorded-transfers.json.xz'
const MADE_HERE = encodeURIComponent('app.kubernetes.io/managed-by=flowbed')
const started = Date.now()

const settings = JSON.parse(process.env.HOLLOW)
const kube = await Kube.of(settings.kubeconfig)
const asked = { nodes: 0, miners: 0 }

// --- chains: an official node's, recorded, so that all hashes are right -----------------------------------------------------

const { stdout } = await promisify(execFile)('xz', ['-dc', path.resolve(import.meta.dirname, RECORDING)], {
  maxBuffer: 64 << 20
})
const blocks = new Map()
const chains = new Map()
for (const { from, to, heights } of JSON.parse(stdout).chains) {
  chains.set(`${from} ${to}`, heights.map(([block]) => block.hash))
  heights.flat().forEach((block) => blocks.set(block.hash, block.json))
}

/** Chains stand still, or grow by a block in every block time as long as the recording lasts. */
const height = (from, to) => {
  const grown = settings.blockSeconds ? (Date.now() - started) / 1000 / settings.blockSeconds + (from + to) / 8 : 0
  return Math.min(20 + Math.floor(grown), chains.get(`${from} ${to}`).length - 1)
}

// --- nodes and miners ---------------------------------------------------------------------------------------------------------

const node = (pod, { pathname, searchParams }) => {
  asked.nodes++
  const { cliques, shards } = settings
  const broker = Number(pod.metadata.labels['flowbed.dev/broker'])
  const chain = [Number(searchParams.get('fromGroup')), Number(searchParams.get('toGroup'))]
  switch (pathname) {
    case '/infos/version':
      return { version: 'v4.6.0' }
    case '/infos/self-clique':
      return {
        cliqueId: '00',
        nodes: Array.from({ length: shards }, () => ({
          address: pod.status.podIP,
          restPort: REST,
          wsPort: REST,
          minerApiPort: 10973
        })),
        selfReady: true,
        synced: true
      }
    case '/infos/inter-clique-peer-info':
      return Array.from({ length: cliques - 1 }, (_, i) => ({
        cliqueId: `0${i}`,
        brokerId: broker,
        groupNumPerBroker: 4 / shards,
        address: { addr: '127.0.0.1', port: 19973 },
        isSynced: true,
        clientVersion: 'v4.6.0'
      }))
    case '/blockflow/chain-info':
      return { currentHeight: height(...chain) }
    case '/blockflow/hashes':
      return { headers: [chains.get(chain.join(' '))[Number(searchParams.get('height'))]] }
    default:
      return blocks.get(pathname.replace('/blockflow/blocks/', ''))
  }
}

const miner = () => {
  asked.miners++
  return [
    'flowbed_miner_hash_rate_hertz 200000',
    'flowbed_miner_blocks_accepted_total 12',
    'flowbed_miner_blocks_rejected_total 0',
    'flowbed_miner_job_age_seconds 1.5',
    ''
  ].join('\n')
}

const serve = (pod, port, answer) =>
  http
    .createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
      const found = answer(pod, new URL(request.url, 'http://hollow'))
      const text = typeof found === 'string'
      response.writeHead(found ? 200 : 404, { 'content-type': text ? 'text/plain' : 'application/json' })
      response.end(text ? found : JSON.stringify(found ?? { detail: `the hollow node does not know ${request.url}` }))
    })
    .listen(port, pod.status.podIP)

// --- pods -----------------------------------------------------------------------------------------------------------------------

const servers = new Map()
const starting = new Set()
let addresses = 0

/** One after the other from 127.16.0.1 on; all of 127.0.0.0/8 is this machine's. */
const nextAddress = () => {
  const n = ++addresses
  return `127.${16 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`
}

const start = async (pod) => {
  const now = new Date().toISOString().replace(/\.\d+Z/, 'Z')
  const ip = nextAddress()
  const isNode = 'flowbed.dev/node' in pod.metadata.labels
  // who reads the status asks at once
  pod.status = { ...pod.status, podIP: ip }
  servers.set(pod.metadata.uid, isNode ? serve(pod, REST, node) : serve(pod, METRICS, miner))
  const { name, namespace } = pod.metadata
  await kube.patch(`/api/v1/namespaces/${namespace}/pods/${name}/status`, {
    metadata: { uid: pod.metadata.uid },
    status: {
      phase: 'Running',
      podIP: ip,
      podIPs: [{ ip }],
      startTime: now,
      conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: now
      })),
      containerStatuses: pod.spec.containers.map((container) => ({
        name: container.name,
        image: container.image,
        imageID: container.image,
        ready: true,
        started: true,
        restartCount: 0,
        state: { running: { startedAt: now } }
      }))
    }
  })
}

const changed = (type, pod) => {
  const { uid, deletionTimestamp } = pod.metadata
  if (type === 'DELETED') {
    servers.get(uid)?.close()
    servers.get(uid)?.closeAllConnections()
    servers.delete(uid)
    starting.delete(uid)
  } else if (!deletionTimestamp && !starting.has(uid)) {
    starting.add(uid)
    start(pod).catch((error) => {
      starting.delete(uid)
      console.error(`pod ${pod.metadata.name}: ${error.message}`)
    })
  }
}

process.on('message', () => process.send({ ...asked, pods: servers.size }))
process.on('disconnect', () => process.exit())
await kube.watch(`/api/v1/pods?labelSelector=${MADE_HERE}`, changed)
