import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, run as runGraphile } from 'graphile-worker';
import pg from 'pg';
import PgBoss from 'pg-boss';

/**
 * Three queues in PostgreSQL, draining conversations of 100 ms, 64 at a time, with others waiting behind them:
 *   cd bench/queues && npm install && node queues.mjs postgres://user@127.0.0.1/database
 * Makes and drops schemas pgboss, graphile_worker and queue_bench there.
 */
const STORE = process.argv[2] ?? '';
const CONVERSATIONS = 2000;
const AT_A_TIME = 64;
const MS = 100;
const BEHIND = [0, 100_000];

const pool = new pg.Pool({ connectionString: STORE, max: 10 });

/** Counts conversations, and resolves when enough have ended. */
function counter() {
  let ended = 0;
  let finish = () => undefined;
  const all = new Promise((resolve) => {
    finish = resolve;
  });
  return {
    all,
    hold: async () => {
      await sleep(MS);
      ended += 1;
      if (ended === CONVERSATIONS) finish();
    },
    isOver: () => ended >= CONVERSATIONS,
  };
}

/** Fills free places by `fetch`, and `complete`s each; gives the mean milliseconds of a fetch. */
async function drainBy(fetch, complete, { hold, all, isOver }) {
  let free = AT_A_TIME;
  const fetched = [];
  const one = async (job) => {
    await hold();
    await complete(job);
    free += 1;
  };
  const fill = async () => {
    while (!isOver()) {
      if (free === 0) {
        await sleep(2);
        continue;
      }
      const began = performance.now();
      const jobs = await fetch(free);
      fetched.push(performance.now() - began);
      free -= jobs.length;
      for (const job of jobs) void one(job);
    }
  };
  const filling = fill();
  await all;
  await filling;
  return `a fetch takes ${(fetched.reduce((sum, ms) => sum + ms, 0) / fetched.length).toFixed(1)} ms`;
}

const QUEUES = {
  'pg-boss 10.4, work() (batches, polls each 0.5 s)': async (count) => {
    const boss = await startBoss(count);
    const { hold, all } = counter();
    const began = performance.now();
    await boss.work('q', { batchSize: AT_A_TIME, pollingIntervalSeconds: 0.5 }, async (jobs) => {
      await Promise.all(jobs.map(hold));
    });
    await all;
    return { seconds: (performance.now() - began) / 1000, end: () => stopBoss(boss) };
  },
  'pg-boss 10.4, fetch() as places become free': async (count) => {
    const boss = await startBoss(count);
    const began = performance.now();
    const how = await drainBy(
      (free) => boss.fetch('q', { batchSize: free }),
      (job) => boss.complete('q', job.id),
      counter(),
    );
    return { seconds: (performance.now() - began) / 1000, how, end: () => stopBoss(boss) };
  },
  'graphile-worker 0.16 (listens)': async (count) => {
    await pool.query('DROP SCHEMA IF EXISTS graphile_worker CASCADE');
    const { all, hold } = counter();
    const taskList = { hold };
    const quiet = { logger: new Logger(() => () => undefined), noHandleSignals: true };
    const settings = { pgPool: pool, concurrency: AT_A_TIME, taskList, ...quiet };
    // Makes its schema.
    const first = await runGraphile(settings);
    await first.stop();
    await pool.query(
      `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
         SELECT json_populate_record(NULL::graphile_worker.job_spec,
           json_build_object('identifier', 'hold', 'payload', json_build_object('number', n)))
         FROM generate_series(1, $1::int) AS n))`,
      [count],
    );
    await pool.query('ANALYZE');
    const began = performance.now();
    const runner = await runGraphile(settings);
    await all;
    return { seconds: (performance.now() - began) / 1000, end: () => runner.stop() };
  },
  'a column of state, FOR UPDATE SKIP LOCKED': async (count) => {
    await pool.query(`DROP SCHEMA IF EXISTS queue_bench CASCADE; CREATE SCHEMA queue_bench;
      CREATE TABLE queue_bench.job (number int PRIMARY KEY, state text NOT NULL, worker int);
      CREATE INDEX ON queue_bench.job (number) WHERE state = 'queued'`);
    await pool.query(
      `INSERT INTO queue_bench.job SELECT n, 'queued' FROM generate_series(1, $1::int) AS n`,
      [count],
    );
    await pool.query('ANALYZE');
    const began = performance.now();
    const how = await drainBy(
      async (free) => {
        const { rows } = await pool.query(
          `UPDATE queue_bench.job SET state = 'held', worker = 1 WHERE number IN (
             SELECT number FROM queue_bench.job WHERE state = 'queued'
             ORDER BY number LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING number`,
          [free],
        );
        return rows;
      },
      ({ number }) =>
        pool.query(`UPDATE queue_bench.job SET state = 'ended' WHERE number = $1 AND worker = 1`, [
          number,
        ]),
      counter(),
    );
    return { seconds: (performance.now() - began) / 1000, how, end: async () => undefined };
  },
};

async function startBoss(count) {
  await pool.query('DROP SCHEMA IF EXISTS pgboss CASCADE');
  const boss = new PgBoss({ connectionString: STORE, max: 10, schedule: false });
  boss.on('error', (error) => process.stderr.write(`${error.message}\n`));
  await boss.start();
  await boss.createQueue('q');
  for (let from = 0; from < count; from += 10_000) {
    const some = Math.min(10_000, count - from);
    await boss.insert(Array.from({ length: some }, (_, n) => ({ name: 'q', data: { n } })));
  }
  await pool.query('ANALYZE');
  return boss;
}

function stopBoss(boss) {
  return boss.stop({ graceful: false, wait: false });
}

const ideal = (CONVERSATIONS * MS) / AT_A_TIME / 1000;
process.stdout.write(
  `${CONVERSATIONS} conversations of ${MS} ms, ${AT_A_TIME} at a time; ideal ${ideal.toFixed(1)} s\n`,
);
for (const [name, drain] of Object.entries(QUEUES)) {
  for (const behind of BEHIND) {
    const { seconds, how = '', end } = await drain(CONVERSATIONS + behind);
    process.stdout.write(
      `${name}, ${behind} behind: ${seconds.toFixed(1)} s (${((100 * ideal) / seconds).toFixed(0)}% of ideal) ${how}\n`,
    );
    await end();
  }
}
for (const schema of ['pgboss', 'graphile_worker', 'queue_bench']) {
  await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
}
await pool.end();
process.exit(0);
