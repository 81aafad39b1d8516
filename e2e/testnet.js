// Raises a testnet with the flowbed command in a state folder of its own, and finds the node that serves a group.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { NodeProvider, ONE_ALPH } from '@alephium/web3'
import { PrivateKeyWallet } from '@alephium/web3-wallet'

// the well-known devnet wallet, public by design
export const DEVNET =
  'vault alarm sad mass witness property virus style good flower rice alpha viable evidence run glare pretty scout evil judge enroll refuse another lava'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..')

export class Testnet {
  #stateDir
  #name

  /**
   * The testnet that FLOWBED_E2E_URLS names, or else one raised from a file. The variable holds the REST addresses of a testnet that runs
   * already, such as those of its Services on a cluster: brokers of a clique with a comma between them, cliques with a semicolon. One clique's
   * addresses may be Services that lead to every clique.
   */
  static async given(file) {
    const urls = process.env.FLOWBED_E2E_URLS
    return urls ? Testnet.at(urls.split(';').map((clique) => clique.split(',').map((url) => url.trim()))) : Testnet.up(file)
  }

  /** A testnet that runs already and is left running: REST addresses of its brokers by clique. */
  static async at(cliques) {
    const { groups } = await new NodeProvider(cliques[0][0]).infos.getInfosChainParams()
    const nodes = cliques.flatMap((brokers, clique) => brokers.map((rest, broker) => ({ clique, broker, endpoints: { rest } })))
    const testnet = new Testnet()
    testnet.spec = { spec: { cliques: cliques.length, shards: cliques[0].length, groups }, status: { nodes } }
    return testnet
  }

  /** Raises the resources of a file and waits until the testnet is Ready. */
  static async up(file, ...options) {
    const testnet = new Testnet()
    testnet.#stateDir = await mkdtemp(path.join(tmpdir(), 'flowbed-e2e-'))
    const started = performance.now()
    await testnet.flowbed('up', path.resolve(root, file), '--detach', '--timeout', '120s', ...options)
    testnet.secondsToReady = (performance.now() - started) / 1000
    const status = JSON.parse(await testnet.flowbed('status', '-o', 'json'))
    testnet.resources = Array.isArray(status) ? status : (status.items ?? [status])
    testnet.spec = testnet.resources.find((r) => r.kind === 'Testnet')
    testnet.#name = testnet.spec.metadata.name
    return testnet
  }

  /** Runs the flowbed command and answers what it printed. */
  async flowbed(...args) {
    const { stdout } = await run(path.join(root, 'flowbed'), args, {
      env: { ...process.env, FLOWBED_STATE_DIR: this.#stateDir },
      maxBuffer: 64 << 20
    })
    return stdout
  }

  /** Ends the testnet and removes what it wrote; one that ran already goes on. */
  async down() {
    if (!this.#stateDir) return
    try {
      await this.flowbed('down', this.#name, '--wipe')
    } finally {
      await rm(this.#stateDir, { recursive: true, force: true })
    }
  }

  /** The same for one that may have gone by itself. */
  async forget() {
    try {
      await this.flowbed('down', '--all', '--wipe')
    } finally {
      await rm(this.#stateDir, { recursive: true, force: true })
    }
  }

  /** A path in the testnet's folder. */
  folder(...parts) {
    return path.join(this.#stateDir, this.#name, ...parts)
  }

  /** What its supervisor last wrote. */
  async state() {
    return JSON.parse(await readFile(this.folder('state.json'), 'utf8'))
  }

  /** The status of its resources as its supervisor last wrote it. */
  async status() {
    return JSON.parse(await readFile(this.folder('status.json'), 'utf8'))
  }

  /** Its ports by process and purpose. */
  async ports() {
    return JSON.parse(await readFile(this.folder('ports.json'), 'utf8'))
  }

  /** Processes of this machine that carry the testnet's mark, whoever knows of them. */
  async strays() {
    const mark = `FLOWBED_TESTNET_DIR=${this.folder()}`
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const marked = await Promise.all(
      pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').then((text) => text.split('\0').includes(mark), () => false))
    )
    return pids.filter((pid, i) => marked[i] && lives(pid))
  }

  get name() {
    return this.#name
  }

  get cliques() {
    return this.spec.spec.cliques
  }

  get nodes() {
    return this.spec.status.nodes
  }

  /** The REST address of the broker of a clique that serves a group: broker b of n serves the groups g with g mod n = b. */
  restOf(clique, group) {
    const node = this.nodes.find((n) => n.clique === clique % this.cliques && n.broker === group % this.spec.spec.shards)
    if (!node) throw new Error(`no node of clique ${clique} serves group ${group}`)
    return node.endpoints.rest
  }

  provider(clique, group) {
    return new NodeProvider(this.restOf(clique, group))
  }

  /** The heights of all chains as a clique sees them, by chain index. */
  async heights(clique) {
    const groups = this.spec.spec.groups
    const chains = Array.from({ length: groups * groups }, (_, i) => [Math.floor(i / groups), i % groups])
    return Promise.all(
      chains.map(async ([fromGroup, toGroup]) => {
        const info = await this.provider(clique, fromGroup).blockflow.getBlockflowChainInfo({ fromGroup, toGroup })
        return info.currentHeight
      })
    )
  }

  /** The processes as the supervisor last wrote them: process id by name, the supervisor's own under 'supervisor'. */
  async processes() {
    const state = await this.state()
    const pids = Object.entries(state.processes).map(([name, process]) => [name, process.id?.pid])
    return Object.fromEntries([['supervisor', state.supervisor.pid], ...pids])
  }

  /** Resident memory in MiB by process name. */
  async memory() {
    const entries = Object.entries(await this.processes()).map(async ([name, pid]) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8')
      return [name, Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024)]
    })
    return Object.fromEntries(await Promise.all(entries))
  }

  /** The wallet that funds a group, connected to the broker of a clique that serves it. */
  sender(group, clique) {
    const provider = this.provider(clique, group)
    return PrivateKeyWallet.FromMnemonicWithGroup(DEVNET, group, undefined, undefined, undefined, provider)
  }

  /** Waits until a clique has a transaction from a group in a block. */
  confirmed(clique, group, txId, seconds = 60) {
    return eventually(
      `${txId} confirmed at clique ${clique}`,
      async () => {
        const status = await this.provider(clique, group).transactions.getTransactionsStatus({ txId, fromGroup: group })
        return status.type === 'Confirmed' && status
      },
      seconds
    )
  }

  /**
   * Waits until every clique has a transaction from a group in the same block: two blocks of one height may compete for a moment.
   * With more confirmations that block has others after it everywhere.
   */
  settled(group, txId, confirmations = 1, seconds = 60) {
    return eventually(
      `${txId} in one block at every clique, confirmed ${confirmations} times`,
      async () => {
        const statuses = await Promise.all(
          Array.from({ length: this.cliques }, (_, clique) =>
            this.provider(clique, group).transactions.getTransactionsStatus({ txId, fromGroup: group })
          )
        )
        const [first] = statuses
        const settled = ({ type, blockHash, chainConfirmations }) =>
          type === 'Confirmed' && blockHash === first.blockHash && chainConfirmations >= confirmations
        return statuses.every(settled) && first
      },
      seconds
    )
  }
}

/** Whether a process runs; one that ended and waits for its parent to ask how has ended all the same. */
export function lives(pid) {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** When a process started, in ticks since the machine did: with its number, what tells it from all others. */
export function startOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[19]
  } catch {
    return undefined
  }
}

/** Waits until a check answers something, or says what it waited for. */
export async function eventually(what, check, seconds = 60) {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const answer = await check()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Waits until a check throws nothing any more, or throws what it threw last: for what a reorganization may still change. */
export async function holds(check, seconds = 60) {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Makes wallets of a group, spread over the cliques, with 10 ALPH each from the devnet wallet. */
export async function fundedWallets(testnet, group, count) {
  const wallets = Array.from({ length: count }, (_, i) =>
    PrivateKeyWallet.Random(group, testnet.provider(i % testnet.cliques, group))
  )
  const sender = testnet.sender(group, 0)
  const { txId } = await sender.signAndSubmitTransferTx({
    signerAddress: sender.address,
    destinations: wallets.map(({ address }) => ({ address, attoAlphAmount: ONE_ALPH * 10n }))
  })
  for (let clique = 0; clique < testnet.cliques; clique++) {
    await testnet.confirmed(clique, group, txId)
  }
  return wallets
}

/** Does something with each item, so many at a time, and answers the results in the order of the items. */
export async function inParallel(width, items, action) {
  const results = new Array(items.length)
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const i = next++
      results[i] = await action(items[i], i)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}
