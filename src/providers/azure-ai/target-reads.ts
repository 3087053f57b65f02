import type { TargetRef } from '../../evidence/index.ts';
import { unreadable, type Observation } from '../../evidence/observation.ts';
import { apiVersions, readers, readResource } from './calls.ts';
import { idKey, parseResourceId, type SpelledId } from './ids.ts';
import { addNamed, presentItems, type AccountValue, type NamedResources, type Namers, type WorkspaceValue } from './named.ts';
import { needs, notNamed, once, valueOf, type Reads } from './once.ts';
import type { ArmPort } from './port.ts';
import type { LiveObservation } from '../shared/observe.ts';
import type { Facet, Item, FacetReader } from './reader.ts';

type OwnFacet =
  | 'workspace'
  | 'hub'
  | 'account'
  | 'connections'
  | 'accountConnections'
  | 'foundryProjects'
  | 'hubProjects'
  | 'projectConnections'
  | 'hubProjectConnections'
  | 'capabilityHosts'
  | 'managedResourceGroup'
  | 'managedResources';

export interface TargetReads extends Reads<OwnFacet> {
  /** The facet that owns the encryption: `hub` or `account`. */
  readonly owner: 'hub' | 'account';
  /** Everything that names other resources, and an item for each part of it that nobody could see. */
  readonly namers: () => Promise<{ readonly namers: Namers; readonly gaps: readonly Item[] }>;
}

/** The target, the hub that a project follows, and the lists that hang on them. */
export function targetReads(port: ArmPort, { one, each }: FacetReader, target: TargetRef): TargetReads {
  const asked = parseResourceId(target.resourceId ?? target.uri);
  const root = asked?.id ?? target.uri;
  const isAccount = asked?.type === 'microsoft.cognitiveservices/accounts';

  const workspace = once(async () => (isAccount ? notNamed : one('workspace', () => readers.workspace(port, root))));
  const account = once(async () => (isAccount ? one('account', () => readers.account(port, root)) : notNamed));
  const hub = once(async (): Promise<LiveObservation> => {
    const answered = await workspace();
    const observation: Facet<'workspace'> = answered;
    const own = valueOf(observation);
    if (own?.kind?.toLowerCase() !== 'project') return answered;
    const followed = hubOf(own.properties.hubResourceId);
    return followed === undefined
      ? unreadable('not-understood', { detail: 'the project does not name its hub' })
      : one('hub', () => readers.workspace(port, followed.id));
  });
  /** Of workspace targets only; what hangs on the hub cannot be known without it. */
  const withHub = async (work: (hub: WorkspaceValue) => Promise<LiveObservation>): Promise<LiveObservation> => {
    if (isAccount) return notNamed;
    const observation: Facet<'hub'> = await hub();
    return observation.state === 'present' ? work(observation.value) : needs('hub');
  };
  const withAccount = async (work: () => Promise<LiveObservation>): Promise<LiveObservation> => {
    if (!isAccount) return notNamed;
    const observation: Facet<'account'> = await account();
    return observation.state === 'present' ? work() : needs('account');
  };
  const connections = once(() => withHub(({ id }) => one('connections', () => readers.connections(port, [id, root]))));
  const accountConnections = once(() => withAccount(() => one('accountConnections', () => readers.connections(port, [root]))));
  const foundryProjects = once(async (): Promise<LiveObservation> => {
    const observation: Facet<'account'> = await account();
    if (observation.state !== 'present') return isAccount ? needs('account') : notNamed;
    return hasProjects(observation.value) ? one('foundryProjects', () => readers.projects(port, root)) : notNamed;
  });
  /** A project that is asked about is followed to its hub and not to the other projects there. */
  const hubProjects = once(async (): Promise<LiveObservation> => {
    const observation: Facet<'workspace'> = await workspace();
    if (observation.state !== 'present') return isAccount ? notNamed : needs('workspace');
    const { kind, properties } = observation.value;
    if (kind?.toLowerCase() !== 'hub' || asked === undefined) return notNamed;
    const told = (properties.associatedWorkspaces ?? []).flatMap((id) => parseResourceId(id)?.id ?? []);
    return one('hubProjects', () => readers.hubProjects(port, root, asked.subscription, told));
  });
  /** Of each project that the list shows. */
  const ofProjects = (
    facet: 'projectConnections' | 'hubProjectConnections' | 'capabilityHosts',
    call: (id: string) => Promise<unknown>,
    more?: { readonly trustsNotFound: () => boolean },
  ) =>
    once(async (): Promise<LiveObservation> => {
      const list = facet === 'hubProjectConnections' ? 'hubProjects' : 'foundryProjects';
      const observation: Facet<'foundryProjects'> = await (list === 'foundryProjects' ? foundryProjects() : hubProjects());
      if (observation.state === 'unreadable') return needs(list);
      if (observation.state === 'absent') return notNamed;
      const named: NamedResources = new Map();
      for (const { id } of observation.value.value) addNamed(named, id, `${root}/projects`);
      return each(facet, named, call, more);
    });
  const projectConnections = ofProjects('projectConnections', (id) => readers.connections(port, [id]));
  const hubProjectConnections = ofProjects('hubProjectConnections', (id) => readers.connections(port, [id]));
  // The project was listed: "not found" is what a service says that keeps no such thing for it.
  const capabilityHosts = ofProjects('capabilityHosts', (id) => readers.capabilityHosts(port, id), {
    trustsNotFound: () => true,
  });
  const inManagedGroup = (facet: 'managedResourceGroup' | 'managedResources', call: (group: string) => Promise<unknown>) =>
    once(() =>
      withHub(async (value) => {
        const group = groupOf(value);
        return group === undefined ? notNamed : one(facet, () => call(group));
      }),
    );
  const managedResources = inManagedGroup('managedResources', (group) => readers.resources(port, group));

  const namers = once(async () => {
    const [h, a, c, p, m, hosts]: [
      Facet<'hub'>,
      Facet<'account'>,
      Facet<'connections'>,
      Facet<'projectConnections'>,
      Facet<'managedResources'>,
      Facet<'capabilityHosts'>,
    ] = await Promise.all([
      hub(),
      account(),
      isAccount ? accountConnections() : connections(),
      isAccount ? projectConnections() : hubProjectConnections(),
      managedResources(),
      capabilityHosts(),
    ]);
    const group = groupOf(valueOf(h));
    const resources = valueOf(m);
    const managed = resources === undefined || group === undefined ? undefined : { of: group, value: resources };
    const own = valueOf(c);
    const ofProject = presentItems(valueOf(p)).flatMap(({ value }) => value);
    const all = new Map([...(own?.value ?? []), ...ofProject].map((one) => [idKey(one.id), one]));
    const unread = (valueOf(p) ?? []).flatMap(({ id, answer }) =>
      answer.state === 'unreadable' ? [{ id: `${id}/connections`, namedBy: [root], answer }] : [],
    );
    const listed = isAccount ? 'projectConnections' : 'hubProjectConnections';
    return {
      namers: {
        hub: valueOf(h),
        account: valueOf(a),
        connections: own === undefined && all.size === 0 ? undefined : { value: [...all.values()] },
        capabilityHosts: presentItems(valueOf(hosts)).flatMap(({ value }) => value),
        managedResources: managed,
      },
      gaps: [
        ...gap(c, isAccount ? 'accountConnections' : 'connections', `${valueOf(h)?.id ?? root}/connections`, root),
        ...gap(p, listed, `${root}/projects/connections`, root),
        ...unread,
        ...gap(m, 'managedResources', `${group ?? root}/resources`, root),
      ],
    };
  });

  return {
    owner: isAccount ? 'account' : 'hub',
    workspace,
    hub,
    account,
    connections,
    accountConnections,
    foundryProjects,
    hubProjects,
    projectConnections,
    hubProjectConnections,
    capabilityHosts,
    managedResourceGroup: inManagedGroup('managedResourceGroup', (group) => readResource(port, group, apiVersions.resources)),
    managedResources,
    namers,
  };
}

/** Stands for what a list would have named, had it been readable. */
const gap = (observation: Observation<unknown>, facet: OwnFacet, id: string, root: string): readonly Item[] =>
  observation.state === 'unreadable' ? [{ id, namedBy: [root], answer: needs(facet) }] : [];

/** An account of another kind, or one that forbids it, has no projects. One that does not tell its kind may have some. */
const hasProjects = ({ kind, properties }: AccountValue): boolean =>
  properties.allowProjectManagement !== false && ['', 'aiservices'].includes(kind?.toLowerCase() ?? '');

function hubOf(id: string | null | undefined): SpelledId | undefined {
  const parsed = parseResourceId(id);
  return parsed?.type === 'microsoft.machinelearningservices/workspaces' ? parsed : undefined;
}

/** The managed resource group is in the subscription of its workspace, which names it with or without its id. */
function groupOf(workspace: WorkspaceValue | undefined): string | undefined {
  const subscription = parseResourceId(workspace?.id)?.subscription;
  const name = workspace?.properties.serviceProvisionedResourceGroup?.split('/').at(-1);
  // Source of the characters: "Naming rules and restrictions for Azure resources".
  if (subscription === undefined || name === undefined || !/^(?!\.{1,2}$)[\p{L}\p{N}_().-]{1,90}$/u.test(name)) return undefined;
  return `/subscriptions/${subscription}/resourceGroups/${name}`;
}
