import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, resolves } from '../name-pieces.ts'
import { replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const HOST = 'stfunc.blob.core.windows.net'
const URL = `https://${HOST}`
const ZONE = 'privatelink.blob.core.windows.net'
const ALIAS = [`stfunc.${ZONE}`, 'blob.osa01.store.core.windows.net']
const PRIVATE = { expect: { resolution: 'private' } } as const
const PUBLIC = '20.60.1.2'
const IN = '10.1.0.5'
const LED = [`stfunc.${ZONE}`]
const OTHER_URL = 'https://stother.blob.core.windows.net'
const OTHER_ALIAS = [`stother.${ZONE}`]
const OTHER_IN = '10.1.0.6'
const API = 'https://storage.googleapis.com'
const vip = (resolution: 'google-restricted' | 'google-private') => ({ expect: { resolution } })

/** Google VIPs and expected addresses. */
export const ADDRESS_CASES: readonly Case[] = [
  yields(
    'dns-google-vip-wrong',
    'private where restricted is expected',
    sweep([
      check(API, vip('google-restricted'), resolves(['199.36.153.8']), works('199.36.153.8')),
    ]),
    { severity: 'fail', says: ['199.36.153.8', 'private.googleapis.com'] },
  ),
  yields(
    'dns-google-vip-wrong',
    'restricted where private is expected',
    sweep([check(API, vip('google-private'), resolves(['199.36.153.4']), works('199.36.153.4'))]),
    { severity: 'fail', says: ['restricted.googleapis.com'] },
  ),
  yields(
    'dns-google-vip-wrong',
    'a mix of both',
    sweep([
      check(
        API,
        vip('google-restricted'),
        resolves(['199.36.153.4', '199.36.153.8']),
        works('199.36.153.4'),
      ),
    ]),
    { severity: 'fail', says: ['a mix of both VIPs'] },
  ),
  spares(
    'dns-google-vip-wrong',
    'the right one, three addresses of four',
    sweep([
      check(
        API,
        vip('google-restricted'),
        resolves(['199.36.153.5', '199.36.153.6', '199.36.153.7']),
        works('199.36.153.5'),
      ),
    ]),
  ),
  yields(
    'dns-google-vip-not-used',
    'the default public addresses',
    sweep([check(API, vip('google-private'), resolves(['142.250.1.1']), works('142.250.1.1'))]),
    { severity: 'fail', says: ['the public 142.250.1.1', 'not to private.googleapis.com'] },
  ),
  yields(
    'dns-google-vip-not-used',
    'an internal address',
    sweep([check(API, vip('google-private'), resolves(['10.3.0.9']), works('10.3.0.9'))]),
    { severity: 'fail', says: ['Private Service Connect'] },
  ),
  spares(
    'dns-google-vip-not-used',
    'the other VIP',
    sweep([check(API, vip('google-private'), resolves(['199.36.153.4']), works('199.36.153.4'))]),
  ),
  yields(
    'dns-private-unexpected',
    'private where public is expected',
    sweep([check(URL, { expect: { resolution: 'public' } }, resolves([IN]), works(IN))]),
    { severity: 'fail', says: ['10.1.0.5, RFC 1918'] },
  ),
  yields(
    'dns-private-unexpected',
    'private beside public, by an alias that both may be of',
    sweep([
      check(
        URL,
        { expect: { resolution: 'public' } },
        resolves([IN, PUBLIC], { chain: ALIAS }),
        works(IN),
      ),
    ]),
    { severity: 'fail', says: [IN], never: ['leads to a private endpoint'] },
  ),
  yields(
    'dns-private-unexpected',
    'private by a zone that no other name needs',
    sweep([
      check(URL, { expect: { resolution: 'public' } }, resolves([IN], { chain: LED }), works(IN)),
    ]),
    { severity: 'fail', says: ['leads to a private endpoint', 'remove the link of'] },
  ),
  yields(
    'dns-private-unexpected',
    'private by a zone that another name needs: the record is at fault, or a wildcard',
    sweep([
      check(URL, { expect: { resolution: 'public' } }, resolves([IN], { chain: LED }), works(IN)),
      check(OTHER_URL, PRIVATE, resolves([OTHER_IN], { chain: OTHER_ALIAS }), works(OTHER_IN)),
    ]),
    {
      severity: 'fail',
      says: ['a wildcard record', 'NxDomainRedirect', 'Keep the link'],
      never: ['remove the link'],
    },
  ),
  yields(
    'dns-private-unexpected',
    'private by a zone whose other name is public by wish, too',
    sweep([
      check(URL, { expect: { resolution: 'public' } }, resolves([IN], { chain: LED }), works(IN)),
      check(
        OTHER_URL,
        { expect: { resolution: 'public' } },
        resolves([OTHER_IN], { chain: OTHER_ALIAS }),
        works(OTHER_IN),
      ),
    ]),
    { severity: 'fail', says: ['remove the link of'], never: ['Keep the link'] },
  ),
  spares(
    'dns-private-unexpected',
    'public as expected',
    sweep([check(URL, { expect: { resolution: 'public' } }, resolves([PUBLIC]), works(PUBLIC))]),
  ),
  spares(
    'dns-private-unexpected',
    'nothing is expected',
    sweep([check(URL, {}, resolves([IN]), works(IN))]),
  ),
  yields(
    'dns-address-unexpected',
    'outside the expected prefix',
    sweep([check(URL, { expect: { addresses: ['10.1.1.0/24'] } }, resolves([IN]), works(IN))]),
    { severity: 'fail', says: [IN, '10.1.1.0/24'] },
  ),
  yields(
    'dns-address-unexpected',
    'public where private is expected, and the chain was not seen',
    sweep([check(URL, PRIVATE, lookup([PUBLIC]), works(PUBLIC))]),
    { severity: 'fail', says: ['alias chain is not known'] },
  ),
  yields(
    'dns-address-unexpected',
    'in part public without an alias',
    sweep([check('https://db.corp', PRIVATE, resolves([IN, PUBLIC]), works(IN))]),
    { severity: 'fail', says: ['in part'] },
  ),
  spares(
    'dns-address-unexpected',
    'inside',
    sweep([check(URL, { expect: { addresses: ['10.1.0.0/24'] } }, resolves([IN]), works(IN))]),
  ),
  spares(
    'dns-address-unexpected',
    'the zone that is not used explains it',
    sweep([
      check(
        URL,
        { expect: { resolution: 'private', addresses: ['10.1.0.0/24'] } },
        resolves([PUBLIC], { chain: ALIAS }),
        works(PUBLIC),
      ),
    ]),
  ),

  spares(
    'dns-address-unexpected',
    'inside the second of two prefixes',
    sweep([
      check(
        URL,
        { expect: { addresses: ['10.9.0.0/16', '10.1.0.0/24'] } },
        resolves([IN]),
        works(IN),
      ),
    ]),
  ),
  yields(
    'resolution-not-proven',
    'addresses are expected, and the proxy resolves',
    sweep([
      check(
        URL,
        { ...VIA_PROXY, expect: { addresses: ['10.9.0.0/16'] } },
        resolves([IN]),
        tunnels(),
        secures(HOST),
        replies(HOST, 200),
      ),
    ]),
    { severity: 'inconclusive', says: ['10.9.0.0/16'] },
  ),
  yields(
    'dns-address-unexpected',
    'an address in the URL that is not of the class expected, through a proxy',
    sweep([
      check(
        'https://20.2.2.2',
        { ...VIA_PROXY, ...PRIVATE },
        tunnels(),
        secures('20.2.2.2'),
        replies('20.2.2.2', 200),
      ),
    ]),
    { severity: 'fail', says: ['20.2.2.2', 'stands in the URL, and private is expected'] },
  ),
  yields(
    'dns-address-unexpected',
    'an address in the URL outside the expected range',
    sweep([
      check('https://10.2.0.4', { expect: { addresses: ['10.1.0.0/16'] } }, works('10.2.0.4')),
    ]),
    { severity: 'fail', says: ['10.2.0.4', 'one of 10.1.0.0/16 is expected'] },
  ),
  spares(
    'dns-address-unexpected',
    'an address in the URL in the second of two expected ranges',
    sweep([
      check(
        'https://10.2.0.4',
        { expect: { addresses: ['10.1.0.0/16', '10.2.0.0/16'] } },
        works('10.2.0.4'),
      ),
    ]),
  ),
  yields(
    'dns-address-unexpected',
    'a zone is expected of an address in the URL',
    sweep([check('https://10.1.0.4', { expect: { zone: ZONE } }, works('10.1.0.4'))]),
    { severity: 'inconclusive', says: ['nothing shows whether the zone'] },
  ),
  spares(
    'dns-address-unexpected',
    'an address in the URL of the class expected, through a proxy',
    sweep([
      check(
        'https://10.1.0.4',
        { ...VIA_PROXY, expect: { resolution: 'private', addresses: ['10.1.0.0/16'] } },
        tunnels(),
        secures('10.1.0.4'),
        replies('10.1.0.4', 200),
      ),
    ]),
  ),
]
