/**
 * What a bundle takes for undici’s HTTP/2 client: the same, loaded with node:http2 for the first connection that speaks
 * it. Most probes speak HTTP/1.1 only, and every start would pay for it.
 */
module.exports = (client, socket) => require('undici/lib/dispatcher/client-h2.js')(client, socket)
