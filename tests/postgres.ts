import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  accessSync,
  chownSync,
  constants,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';
const PASSWORD = 'a-password-that-is-shown-nowhere';
/** PostgreSQL does not run as root: where we are root, it runs as this one ("nobody"). */
const NOBODY = 65534;

/** The folder of PostgreSQL's programs: Debian's newest, or on the path; null where there are none. */
export const POSTGRES = findPrograms();
if (POSTGRES === null) {
  process.stderr.write('PostgreSQL is not installed: the tests of stores are skipped.\n');
}

function findPrograms(): string | null {
  const debian = readable(DEBIAN)
    ? readdirSync(DEBIAN)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : [];
  const folders = [...debian, ...(process.env.PATH ?? '').split(':')];
  return (
    folders.find((dir) => readable(join(dir, 'initdb')) && readable(join(dir, 'postgres'))) ?? null
  );
}

function readable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Postgres {
  /** The address of an empty database, with its password. */
  freshStore: () => Promise<string>;
  /** As a machine that loses power: no connection is closed first. */
  crash: () => Promise<void>;
  start: () => Promise<void>;
  /** Ends the server and removes its data. */
  remove: () => Promise<void>;
}

/**
 * A PostgreSQL server of its own, on a free loopback port, with its data in a temporary folder. `durable`: it
 * waits for the disk, as one in use does.
 */
export async function startPostgres(
  programs: string,
  { durable = false }: { durable?: boolean } = {},
): Promise<Postgres> {
  const dir = mkdtempSync(join(tmpdir(), 'lacuna-postgres-'));
  const password = join(dir, 'password');
  writeFileSync(password, PASSWORD);
  const root = process.getuid?.() === 0;
  const identity = root ? { uid: NOBODY, gid: NOBODY } : {};
  if (root) for (const path of [dir, password]) chownSync(path, NOBODY, NOBODY);
  const data = join(dir, 'data');
  const how = ['--username=lacuna', '--auth=scram-sha-256', `--pwfile=${password}`];
  execFileSync(
    join(programs, 'initdb'),
    [`--pgdata=${data}`, ...how, '--no-sync', '--encoding=UTF8', '--locale=C'],
    { ...identity, cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const port = await freePort();
  const address = (name: string) => `postgres://lacuna:${PASSWORD}@127.0.0.1:${port}/${name}`;
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
  if (!durable) settings.push('fsync=off');
  let server: ChildProcess | undefined;
  let databases = 0;
  const start = async () => {
    server = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...identity, cwd: dir, stdio: 'ignore' },
    );
    await answering(address('postgres'));
  };
  const stop = async (signal: NodeJS.Signals) => {
    const ending = server;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  };
  await start();
  return {
    start,
    crash: () => stop('SIGQUIT'),
    freshStore: async () => {
      databases += 1;
      await ask(address('postgres'), `CREATE DATABASE store_${databases}`);
      return address(`store_${databases}`);
    },
    remove: async () => {
      await stop('SIGQUIT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Rows of one statement. */
export async function ask(address: string, text: string): Promise<Array<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: address });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query(text);
    return rows;
  } finally {
    await client.end();
  }
}

async function answering(address: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await ask(address, 'SELECT 1');
      return;
    } catch (error) {
      if (tries >= 300) throw error;
      await sleep(50);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}
