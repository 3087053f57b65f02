import { declaredNames, declaredShapes, type Declared, type Shape, type ShapeOf } from '../evidence/declared.ts';
import type { ProviderName } from '../evidence/index.ts';
import type { FormName } from './forms.ts';

// Data only: it is loaded with the flags, at every start, and its rules (`forms.ts`) are not.

type FactName = keyof Declared;
export type Flag = `--${string}`;

interface FactRow<K extends FactName> {
  /** As it is typed. A fact of yes and no has its `--no-` form too. */
  readonly flag: Flag;
  /** The key in byob-audit.yaml and in a finding's `answer`. */
  readonly key: K;
  /** What `--help` says of the flag. */
  readonly about: string;
  /** What somebody who sets up the configuration is asked. */
  readonly question: string;
  /** The providers of which a check, or the reading itself, uses the fact. */
  readonly appliesTo: readonly ProviderName[];
  /** True where a document is judged by it too, so that `policy check` takes it. */
  readonly ofDocuments?: boolean;
}

/** A text has a rule, and a word for what `--help` and questions say it takes. */
interface TextRow<K extends FactName> extends FactRow<K> {
  readonly form: FormName;
  readonly takes: string;
}

/** Other words that are accepted for one of the choices. */
interface ChoiceRow<K extends FactName> extends FactRow<K> {
  readonly takes: string;
  readonly also?: { readonly [word: string]: Declared[K] };
  /** What is named first where somebody is asked, because it is the better choice. */
  readonly first?: Declared[K];
}

interface ListRow<K extends FactName> extends TextRow<K> {
  /** True where no value has a comma in it, so that `a,b` is two. */
  readonly splits?: boolean;
}

interface SwitchRow<K extends FactName> extends FactRow<K> {
  /** What `--help` says of the `--no-` form. */
  readonly aboutNo: string;
}

type RowOf<K extends FactName, S> = S extends 'boolean'
  ? SwitchRow<K>
  : S extends 'text'
    ? TextRow<K>
    : S extends 'texts'
      ? ListRow<K>
      : ChoiceRow<K>;

/** The table for given facts: one row each, whose members follow from the shape of the fact. */
export type TableOf<D> = {
  readonly [K in keyof D & FactName]-?: RowOf<K, ShapeOf<Exclude<D[K], undefined>>>;
} & { readonly [K in Exclude<keyof D, FactName>]: never };

const everyStore = ['aws', 'gcs', 's3-compatible', 'coreweave', 'azure'] as const satisfies readonly ProviderName[];

/**
 * What only the user knows, one row a fact. Flags, the configuration with its errors, the words of answers in reports and
 * help are all made of it; how a value is written and in which order facts stand, `evidence/declared.ts` says.
 */
export const facts = {
  deployment: {
    flag: '--deployment',
    key: 'deployment',
    takes: 'name',
    also: { saas: 'multi-tenant' },
    about: 'the W&B deployment; saas is multi-tenant',
    question: 'Which deployment of W&B uses the bucket?',
    appliesTo: everyStore,
    ofDocuments: true,
  },
  level: {
    flag: '--level',
    key: 'level',
    takes: 'name',
    about: 'where W&B uses the bucket',
    question: 'Does the whole instance use the bucket, or a team?',
    appliesTo: everyStore,
    ofDocuments: true,
  },
  principal: {
    flag: '--principal',
    key: 'principal',
    form: 'principal',
    takes: 'arn|email|client-id',
    about:
      'who W&B acts as, when it is not the documented one: an ARN, the e-mail of a service account, or the id of a managed identity',
    question: 'Who does W&B act as, when it is not the documented principal?',
    appliesTo: ['aws', 'gcs', 'coreweave', 'azure'],
    ofDocuments: true,
  },
  kmsKey: {
    flag: '--kms-key',
    key: 'kmsKey',
    form: 'kmsKey',
    takes: 'arn',
    about: 'the key that the bucket is expected to use',
    question: 'Which key is the bucket expected to use?',
    appliesTo: ['aws', 'gcs', 'azure'],
    ofDocuments: true,
  },
  origins: {
    flag: '--origin',
    key: 'origins',
    form: 'origin',
    takes: 'url',
    about: 'browser origin that must work; repeatable (default: *)',
    question: 'From which origins do browsers use the bucket?',
    appliesTo: everyStore,
    ofDocuments: true,
  },
  account: {
    flag: '--account',
    key: 'account',
    form: 'account',
    takes: 'id',
    about: 'the account that is expected to own the bucket',
    question: 'Which AWS account owns the bucket?',
    appliesTo: ['aws'],
    ofDocuments: true,
  },
  region: {
    flag: '--region',
    key: 'region',
    form: 'region',
    takes: 'name',
    about: "the bucket's region as W&B is told",
    question: 'Which region is configured in W&B for the bucket?',
    appliesTo: ['aws', 's3-compatible', 'coreweave'],
    ofDocuments: true,
  },
  orgId: {
    flag: '--org-id',
    key: 'orgId',
    form: 'any',
    takes: 'id',
    about: 'organization or customer namespace in W&B, for the condition of a CoreWeave policy',
    question: 'What is your organization or customer namespace in W&B?',
    appliesTo: ['coreweave'],
    ofDocuments: true,
  },
  access: {
    flag: '--access',
    key: 'access',
    takes: 'model',
    first: 'managed-identity',
    about: 'how W&B is let into an Azure container',
    question: "Does W&B use a managed identity or the account's key?",
    appliesTo: ['azure'],
  },
  tenant: {
    flag: '--tenant',
    key: 'tenant',
    form: 'tenant',
    takes: 'id',
    about: 'Microsoft Entra tenant to sign in to, and as W&B is told',
    question: 'Which Microsoft Entra tenant is configured in W&B?',
    appliesTo: ['azure', 'azure-ai'],
  },
  issuer: {
    flag: '--issuer',
    key: 'issuer',
    form: 'issuer',
    takes: 'url',
    about: 'OIDC issuer of the W&B instance, byte for byte, for Azure',
    question: 'What is the URL of the OIDC issuer of your W&B instance?',
    appliesTo: ['azure'],
  },
  trustedIssuers: {
    flag: '--trusted-issuer',
    key: 'trustedIssuers',
    form: 'issuer',
    takes: 'url',
    about: 'OIDC issuer of somebody else who may use the managed identity of W&B; repeatable',
    question: 'Which other OIDC issuers may let their workloads use the managed identity of W&B?',
    appliesTo: ['azure'],
  },
  azureCloud: {
    flag: '--azure-cloud',
    key: 'azureCloud',
    takes: 'name',
    about: 'Azure cloud (default: public)',
    question: 'Which cloud of Azure is the target in?',
    appliesTo: ['azure', 'azure-ai'],
  },
  sensitiveData: {
    flag: '--sensitive-data',
    key: 'sensitiveData',
    about: 'the data of an Azure AI workspace is of high business impact',
    aboutNo: 'it is not',
    question: 'Is the data of the workspace of high business impact?',
    appliesTo: ['azure-ai'],
  },
  clientCidrs: {
    flag: '--client-cidr',
    key: 'clientCidrs',
    form: 'cidr',
    takes: 'cidr',
    splits: true,
    about: 'addresses from which browsers and jobs use pre-signed URLs; repeatable, or a,b',
    question: 'From which addresses do browsers and jobs use the bucket?',
    appliesTo: ['aws', 'gcs', 'azure'],
  },
} as const satisfies TableOf<Declared>;

/** One row with the name and the shape of its fact, for what goes over all of them. */
export interface Fact extends FactRow<FactName> {
  readonly name: FactName;
  readonly shape: Shape;
  readonly form?: FormName;
  readonly takes?: string;
  readonly also?: { readonly [word: string]: Declared[FactName] };
  readonly first?: Declared[FactName];
  readonly splits?: boolean;
  readonly aboutNo?: string;
}

export const factList: readonly Fact[] = declaredNames.map((name) => ({ ...facts[name], name, shape: declaredShapes[name] }));

type FactTable = typeof facts;
type Also<R> = R extends { readonly also: infer A } ? keyof A : never;
type Camel<S> = S extends `${infer A}-${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;
type Attribute<F> = F extends `--${infer N}` ? Camel<N> : never;

/** The facts as a user writes them, before they are judged by their forms. */
export type WrittenFacts = { readonly [K in FactName]?: Declared[K] | Also<FactTable[K]> };

/** The same as commander hands them over, by the names of the flags. */
export type WrittenFlags = { readonly [K in FactName as Attribute<FactTable[K]['flag']>]?: WrittenFacts[K] };

/** @param flags what commander hands over; other flags may be among them */
export function writtenOf(flags: WrittenFlags): WrittenFacts {
  const given: Readonly<Record<string, unknown>> = flags;
  return Object.fromEntries(factList.map(({ name, flag }) => [name, given[attributeOf(flag)]]));
}

/** What was written, with the word of evidence for each word that is accepted beside it. The forms are not judged here. */
export function inEvidenceWords(written: WrittenFacts): Declared {
  const words = factList.flatMap(({ name, also }) => {
    const value = written[name];
    return value === undefined ? [] : [[name, typeof value === 'string' ? (also?.[value] ?? value) : value] as const];
  });
  return Object.fromEntries(words);
}

/** `--client-cidr` is `clientCidr` among commander's values. */
const attributeOf = (flag: Flag): string => flag.slice(2).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
