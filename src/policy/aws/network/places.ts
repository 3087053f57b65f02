import type { Clause } from '../document/model.ts';
import { ipInRange, parseRange, publicOutside, telling } from '../pattern/ip.ts';
import { isAllowList } from './clause.ts';
import type { Network, Possibility } from '../request/request.ts';
import { printable } from '../../printable.ts';

/** A network from which a pre-signed URL is tried. */
export interface TriedNetwork {
  /** As messages name it, with a preposition. */
  readonly name: string;
  readonly network: Network;
}

export interface Places {
  /** Networks that the conditions name, each as one request. */
  readonly inside: readonly TriedNetwork[];
  /** False when more are named than are tried. */
  readonly complete: boolean;
  /** An address and a VPC endpoint that no condition names. */
  readonly outside: readonly TriedNetwork[];
  /** True when the listed addresses leave no public address out. */
  readonly wholeInternet: boolean;
}

const endpointKeys = [
  'aws:sourcevpce',
  'aws:sourcevpc',
  'aws:vpcsourceip',
  'aws:sourcevpcarn',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
] as const;

/** What an endpoint of somebody else shows. The addresses inside of another VPC may well be the same as yours. */
const foreignEndpoint: Network = {
  'aws:sourcevpce': 'vpce-0fffffffffffffff0',
  'aws:sourcevpc': 'vpc-0fffffffffffffff0',
  'aws:vpcsourceip': '10.0.0.1',
  'aws:sourcevpcarn': 'arn:aws:ec2:us-east-1:000000000000:vpc/vpc-0fffffffffffffff0',
  'aws:vpceaccount': '000000000000',
  'aws:vpceorgid': 'o-0000000000',
  'aws:vpceorgpaths': 'o-0000000000/r-0000/',
};

const perKey = 4;
const perPolicy = 32;

/**
 * Requests from inside and outside of the networks that the conditions of a policy name.
 * @param cuts blocks that other statements name, so that a listed block is tried on either side of each
 */
export function hereAndElsewhere(clauses: readonly Clause[], cuts: readonly string[] = []): Places {
  const lists = clauses.filter(isAllowList);
  const listed = (key: string): readonly string[] => [
    ...new Set(lists.filter(({ lowerKey, comparison }) => lowerKey === key && comparison !== 'null').flatMap(valuesOf)),
  ];
  const addresses = listed('aws:sourceip');
  const byAddress = addresses.flatMap((text): readonly TriedNetwork[] => {
    const tried = cuts.length === 0 ? [] : telling(text, cuts);
    return tried.length === 0
      ? [{ name: `from ${text}`, network: { 'aws:sourceip': text.split('/')[0] ?? text } }]
      : tried.map((address) => ({ name: `from ${address}`, network: { 'aws:sourceip': address } }));
  });

  let complete = !lists.some(({ values }) => values.some(({ variables }) => variables.length > 0));
  let endpoints: readonly Network[] = lists.some(({ lowerKey }) => lowerKey !== 'aws:sourceip') ? [{}] : [];
  for (const key of endpointKeys) {
    const values = listed(key);
    const tried: readonly Possibility[] = values.length === 0 ? [{ like: '?*' }] : values.slice(0, perKey).map(addressOf);
    complete &&= values.length <= perKey;
    endpoints = endpoints.flatMap((network) => tried.map((value) => ({ ...network, [key]: value })));
  }
  const byEndpoint = endpoints.map((network): TriedNetwork => ({ name: endpointName(network), network }));
  // A policy that lists both kinds gets its share of each.
  const inside = [...byEndpoint.slice(0, perPolicy / 2), ...byAddress.slice(0, perPolicy / 2)];
  complete &&= inside.length === byEndpoint.length + byAddress.length;

  const elsewhere = addressOutside(addresses);
  const [privateAddress] = listed('aws:vpcsourceip');
  return {
    inside,
    complete,
    outside: [
      ...(elsewhere === undefined
        ? []
        : [{ name: `from ${elsewhere}, an address that the policy does not list`, network: { 'aws:sourceip': elsewhere } }]),
      {
        name: 'through a VPC endpoint that the policy does not list',
        network: {
          ...foreignEndpoint,
          ...(privateAddress === undefined ? {} : { 'aws:vpcsourceip': addressOf(privateAddress) }),
        },
      },
    ],
    wholeInternet: elsewhere === undefined,
  };
}

/** A wildcard stands for a text that it matches. */
const valuesOf = ({ comparison, values }: Clause): readonly string[] =>
  values
    .filter(({ variables }) => variables.length === 0)
    .map(({ source }) =>
      comparison === 'like' || comparison === 'arn' ? source.replaceAll('*', '0').replaceAll('?', '0') : source,
    );

const addressOf = (text: string): string => (parseRange(text) === undefined ? text : (text.split('/')[0] ?? text));

function endpointName(network: Network): string {
  for (const [key, what] of [
    ['aws:sourcevpce', 'VPC endpoint '],
    ['aws:sourcevpc', 'VPC '],
  ] as const) {
    const value = network[key];
    if (typeof value === 'string') return `through ${what}${printable(value, 100)}`;
  }
  return 'through a VPC endpoint';
}

/** The first public IPv4 address in none of the blocks, or rather one that is reserved for documentation. */
export function addressOutside(blocks: readonly string[]): string | undefined {
  const found = publicOutside(blocks);
  const example = '203.0.113.7';
  return found === undefined || blocks.some((block) => ipInRange(example, block) === 'true') ? found : example;
}
