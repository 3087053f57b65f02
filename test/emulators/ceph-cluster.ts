import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { credentials } from './build-bucket.ts';
import { freePort, type Running } from './server.ts';

const run = promisify(execFile);

/** One monitor, one OSD in memory and a gateway, on loopback and without authentication between them. */
const configuration = (directory: string, fsid: string, monitor: number): string => `[global]
fsid = ${fsid}
mon_host = v1:127.0.0.1:${monitor}
ms_bind_msgr2 = false
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
mon_data = ${directory}/mon
osd_data = ${directory}/osd
osd_objectstore = memstore
memstore_device_bytes = 1073741824
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
run_dir = ${directory}
admin_socket = ${directory}/$name.$pid.asok
log_file = ${directory}/$name.$pid.log
crash_dir = ${directory}
`;

/** Starts Ceph with its S3 gateway; takes about 15 seconds. */
export async function startCeph(): Promise<Running> {
  const directory = mkdtempSync(join(tmpdir(), 'byob-ceph-'));
  const conf = join(directory, 'ceph.conf');
  const fsid = randomUUID();
  const monitor = await freePort();
  const gateway = await freePort();
  writeFileSync(conf, configuration(directory, fsid, monitor));
  for (const folder of ['mon', 'osd']) mkdirSync(join(directory, folder));
  const children: ChildProcess[] = [];
  const start = (program: string, ...args: readonly string[]): ChildProcess => {
    const child = spawn(program, ['-c', conf, '-f', ...args], { stdio: 'ignore' });
    children.push(child);
    return child;
  };
  const close = async (): Promise<void> => {
    for (const child of children.toReversed()) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await ended;
    }
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const monmap = join(directory, 'monmap');
    await run('monmaptool', ['--create', '--clobber', '--fsid', fsid, '--addv', 'a', `[v1:127.0.0.1:${monitor}]`, monmap]);
    await run('ceph-mon', ['-c', conf, '--mkfs', '-i', 'a', '--monmap', monmap]);
    start('ceph-mon', '-i', 'a');
    const osd = randomUUID();
    await run('ceph', ['-c', conf, '--connect-timeout', '30', 'osd', 'new', osd, '0']);
    // memstore ignores --osd-uuid and takes what it finds in this file.
    writeFileSync(join(directory, 'osd', 'fsid'), `${osd}\n`);
    await run('ceph-osd', ['-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osd]);
    await startOsd(conf, () => start('ceph-osd', '-i', '0'));
    const { accessKeyId, secretAccessKey } = credentials;
    const user = ['--uid', 'tester', '--display-name', 'tester', '--access-key', accessKeyId, '--secret-key', secretAccessKey];
    await run('radosgw-admin', ['-c', conf, '-n', 'client.rgw', 'user', 'create', ...user], { timeout: 60_000 });
    start('radosgw', '-n', 'client.rgw', '--rgw_frontends', `beast endpoint=127.0.0.1:${gateway}`);
    const url = `http://127.0.0.1:${gateway}`;
    await answers(url);
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** An OSD that starts while its monitor is still settling is sometimes never called up; a second start is. */
async function startOsd(conf: string, start: () => ChildProcess): Promise<void> {
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    const child = start();
    for (let poll = 0; poll < 10; poll += 1) {
      await sleep(500);
      const { stdout } = await run('ceph', ['-c', conf, '--connect-timeout', '30', 'osd', 'stat', '--format', 'json']);
      if (/"num_up_osds":\s*1\b/.test(stdout)) return;
    }
    child.kill('SIGKILL');
  }
  throw new Error('the OSD of Ceph did not come up');
}

async function answers(url: string): Promise<void> {
  for (let left = 300; ; left -= 1) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (left === 0) throw error;
      await sleep(100);
    }
  }
}
