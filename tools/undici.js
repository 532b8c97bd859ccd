/**
 * What a bundle takes for undici: its clients and agents. Its index loads fetch, WebSockets, mocks and caches with them,
 * which every start would read and none would use. Sources and tests run with the index.
 */
import api from 'undici/lib/api/index.js'
import Agent from 'undici/lib/dispatcher/agent.js'
import Client from 'undici/lib/dispatcher/client.js'
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js'
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js'

// As undici’s index.js does: request() is a method of every dispatcher.
Object.assign(Dispatcher.prototype, api)

export { Agent, Client, EnvHttpProxyAgent, ProxyAgent }
