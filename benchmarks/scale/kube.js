// The little of the Kubernetes API that the benchmark needs: requests with a kubeconfig's credentials, and watches.
import { execFile } from 'node:child_process'
import https from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const decoded = (base64) => (base64 ? Buffer.from(base64, 'base64') : undefined)

export class Kube {
  #server
  #agent
  #headers

  /** Reads a kubeconfig through kubectl, which knows all its forms. */
  static async of(kubeconfig) {
    const view = ['config', 'view', '--raw', '--flatten', '--minify', '-o', 'json', '--kubeconfig', kubeconfig]
    const { clusters, users } = JSON.parse((await run('kubectl', view)).stdout)
    return new Kube(clusters[0].cluster, users[0].user)
  }

  constructor(cluster, user) {
    this.#server = new URL(cluster.server)
    this.#agent = new https.Agent({
      keepAlive: true,
      maxSockets: 16,
      ca: decoded(cluster['certificate-authority-data']),
      rejectUnauthorized: !cluster['insecure-skip-tls-verify'],
      cert: decoded(user['client-certificate-data']),
      key: decoded(user['client-key-data'])
    })
    this.#headers = user.token ? { authorization: `Bearer ${user.token}` } : {}
  }

  #open(method, path, body, type) {
    return new Promise((resolve, reject) => {
      const headers = { ...this.#headers, accept: 'application/json' }
      if (body) headers['content-type'] = type
      // a watch would keep one of the few connections
      const agent = path.includes('watch=1') ? new https.Agent(this.#agent.options) : this.#agent
      const { hostname, port } = this.#server
      const request = https.request({ hostname, port, path, method, headers, agent }, resolve)
      request.on('error', reject)
      request.end(body && JSON.stringify(body))
    })
  }

  /** One request; answers the parsed object, or text of what is no JSON. Fails with the status in `code`. */
  async request(method, path, body, type = 'application/json') {
    const response = await this.#open(method, path, body, type)
    let text = ''
    for await (const chunk of response.setEncoding('utf8')) text += chunk
    if (response.statusCode >= 300) {
      throw Object.assign(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 300)}`), {
        code: response.statusCode
      })
    }
    return response.headers['content-type']?.includes('json') ? JSON.parse(text) : text
  }

  get = (path) => this.request('GET', path)
  create = (path, object) => this.request('POST', path, object)
  patch = (path, patch) => this.request('PATCH', path, patch, 'application/merge-patch+json')

  /** Calls back with each change of a collection, beginning with what is there; goes on until the process ends. */
  async watch(path, changed) {
    const query = path.includes('?') ? '&' : '?'
    for (;;) {
      try {
        const list = await this.get(path)
        list.items.forEach((item) => changed('ADDED', item))
        const since = `watch=1&allowWatchBookmarks=true&resourceVersion=${list.metadata.resourceVersion}`
        const response = await this.#open('GET', `${path}${query}${since}`)
        let rest = ''
        for await (const chunk of response.setEncoding('utf8')) {
          const lines = (rest + chunk).split('\n')
          rest = lines.pop()
          for (const line of lines) {
            const { type, object } = JSON.parse(line)
            if (type === 'ERROR') throw new Error(object.message)
            if (type !== 'BOOKMARK') changed(type, object)
          }
        }
      } catch (error) {
        console.error(`watch of ${path}: ${error.message}`)
        await sleep(1000)
      }
    }
  }
}
