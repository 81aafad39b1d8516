// The operator as its image runs it, measured from outside.
import { execFile, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')
const TICKS_PER_SECOND = 100
const MIB = 1 << 20

/** The samples of a Prometheus page as [name, labels, value]. */
export const samples = (page) =>
  page.split('\n').flatMap((line) => {
    const [, name, labels, value] = /^(\w+)(?:\{(.*)\})? (\S+)/.exec(line) ?? []
    return name
      ? [[name, Object.fromEntries([...(labels ?? '').matchAll(/(\w+)="([^"]*)"/g)].map((m) => m.slice(1))), Number(value)]]
      : []
  })

export class Operator {
  #child
  #url

  /** Starts it with the options of its image, as in a container of so much memory. */
  constructor({ jar, kubeconfig, memory, port, log, settings = [] }) {
    this.#url = `http://127.0.0.1:${port}`
    const options = [`@${root}/operator/options`, `-XX:MaxRAM=${memory}`, ...settings.map((text) => `-D${text}`)]
    this.#child = spawn('java', [...options, '-jar', jar], {
      env: {
        ...process.env,
        KUBECONFIG: kubeconfig,
        QUARKUS_HTTP_HOST: '127.0.0.1',
        QUARKUS_HTTP_PORT: port,
        FLOWBED_LEADER_ELECTION_NAMESPACE: 'default'
      },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const out = createWriteStream(log, { flags: 'a' })
    this.#child.stdout.pipe(out)
    this.#child.stderr.pipe(out)
    this.ended = new Promise((resolve) => this.#child.on('exit', resolve))
    this.ended.then((code) => (this.exit = code ?? 'a signal'))
  }

  async stop() {
    this.#child.kill('SIGTERM')
    await this.ended
  }

  async #page(path) {
    try {
      const response = await fetch(this.#url + path, { signal: AbortSignal.timeout(20_000) })
      return response.ok ? samples(await response.text()) : []
    } catch (error) {
      if (this.exit !== undefined) throw new Error(`the operator ended with ${this.exit}: see its log`, { cause: error })
      return []
    }
  }

  /** CPU seconds used so far. */
  async cpu() {
    const fields = (await readFile(`/proc/${this.#child.pid}/stat`, 'utf8')).split(') ')[1].split(' ')
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
  }

  async residentMiB() {
    return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${this.#child.pid}/status`, 'utf8'))[1]) / 1024
  }

  /** What is alive after a full collection, which leaves the resident size smaller than it was. */
  async liveMiB() {
    await run('jcmd', [this.#child.pid, 'GC.run'])
    const used = (await this.#page('/q/metrics')).filter(
      ([name, { area }]) => name === 'jvm_memory_used_bytes' && area === 'heap'
    )
    return used.reduce((sum, [, , value]) => sum + value, 0) / MIB
  }

  /** Requests to the API server by "verb resource" and passes by controller since its start, and passes that wait or are on. */
  async counts() {
    const page = await this.#page('/q/metrics')
    const by = (wanted, key) =>
      Object.fromEntries(page.filter(([name]) => name === wanted).map(([, labels, value]) => [key(labels), value]))
    const waiting = [/^reconciliations_queue$/, /^reconciliations_active$/]
    return {
      requests: by('flowbed_operator_api_requests_total', ({ verb, resource }) => `${verb} ${resource}`),
      passes: by('reconciliations_execution_duration_seconds_count', (labels) => labels.controller_name),
      due: page
        .filter(([name]) => waiting.some((pattern) => pattern.test(name)))
        .reduce((sum, [, , value]) => sum + value, 0)
    }
  }

  /** The page on all testnets: how long it takes, how large it is, and of how many it has chains. */
  async fleet() {
    const before = performance.now()
    const text = await (await fetch(`${this.#url}/metrics`)).text()
    const seconds = (performance.now() - before) / 1000
    const seen = new Set([...text.matchAll(/^flowbed_chain_height\{.*?namespace="([^"]*)".*?testnet="([^"]*)"/gm)].map(([, ...id]) => id.join('/')))
    return { seconds, mib: text.length / MIB, seen: seen.size }
  }

  async isLive() {
    try {
      return (await fetch(`${this.#url}/q/health/live`)).ok
    } catch {
      return false
    }
  }

  async sleepUntil(condition, seconds, what) {
    const until = performance.now() + seconds * 1000
    while (!(await condition())) {
      if (this.exit !== undefined) throw new Error(`the operator ended with ${this.exit}: see its log`)
      if (performance.now() > until) throw new Error(`after ${seconds} s still waiting ${what}`)
      await sleep(200)
    }
  }
}
