// Raises a testnet with the flowbed command in a state folder of its own, and finds the node that serves a group.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { NodeProvider } from '@alephium/web3'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..')

export class Testnet {
  #stateDir
  #name

  /** Raises the resources of a file and waits until the testnet is Ready. */
  static async up(file) {
    const testnet = new Testnet()
    testnet.#stateDir = await mkdtemp(path.join(tmpdir(), 'flowbed-e2e-'))
    await testnet.flowbed('up', path.join(root, file), '--detach', '--timeout', '120s')
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

  /** Ends the testnet and removes what it wrote. */
  async down() {
    try {
      await this.flowbed('down', this.#name, '--wipe')
    } finally {
      await rm(this.#stateDir, { recursive: true, force: true })
    }
  }

  get groups() {
    return this.spec.spec.groups
  }

  get cliques() {
    return this.spec.spec.cliques
  }

  get nodes() {
    return this.spec.status.nodes
  }

  /** The REST address of the broker of a clique that serves a group: broker b of n serves the groups g with g mod n = b. */
  restOf(clique, group) {
    const node = this.nodes.find((n) => n.clique === clique && n.broker === group % this.spec.spec.shards)
    if (!node) throw new Error(`no node of clique ${clique} serves group ${group}`)
    return node.endpoints.rest
  }

  provider(clique, group) {
    return new NodeProvider(this.restOf(clique, group))
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
