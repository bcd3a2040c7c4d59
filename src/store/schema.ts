/** Of the tables below: another one is refused. */
export const SCHEMA_VERSION = 1;

/**
 * Lacuna's tables. A line's unique key is what makes each reply stand once, whoever wrote it; the state of a
 * conversation is the queue. Lines are text: what a model says may hold what jsonb refuses (U+0000).
 */
export const SCHEMA = `
CREATE SCHEMA lacuna;

CREATE TABLE lacuna.version (version int NOT NULL);

CREATE TABLE lacuna.run (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  -- run.json, byte for byte.
  record text NOT NULL,
  -- How it is asked: limits, and names of environment variables. No key, no header.
  asking jsonb NOT NULL,
  conversations int NOT NULL,
  -- Why no worker goes on with it.
  stopped text,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE lacuna.item (
  run int NOT NULL REFERENCES lacuna.run ON DELETE CASCADE,
  position int NOT NULL,
  json text NOT NULL,
  PRIMARY KEY (run, position)
);

CREATE TABLE lacuna.worker (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  concurrency int NOT NULL,
  -- Without a sign of life for so long it counts as dead.
  lease interval NOT NULL,
  retries int NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz,
  -- Why it left: null where its work was done.
  fault text
);

CREATE TABLE lacuna.conversation (
  run int NOT NULL REFERENCES lacuna.run ON DELETE CASCADE,
  -- In the order in which a run folder's session holds them.
  number int NOT NULL,
  position int NOT NULL,
  budget text NOT NULL,
  epoch int NOT NULL,
  -- queued, held (by the worker), ended, failed (of error) or left (of a stopped run or a refused budget).
  state text NOT NULL DEFAULT 'queued',
  worker int REFERENCES lacuna.worker,
  error_kind text,
  error text,
  PRIMARY KEY (run, number)
) WITH (fillfactor = 70);

CREATE INDEX conversation_queued ON lacuna.conversation (run, number) WHERE state = 'queued';
CREATE INDEX conversation_held ON lacuna.conversation (worker) WHERE state = 'held';

CREATE TABLE lacuna.line (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run int NOT NULL,
  number int NOT NULL,
  type text NOT NULL,
  -- Of the call; 'end' of an end, a random one of an error.
  key text NOT NULL,
  -- Whether a conversation that goes on takes it as known: an unreadable answer of the user's model is not.
  standing boolean NOT NULL DEFAULT true,
  json text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (run, number) REFERENCES lacuna.conversation ON DELETE CASCADE
);

CREATE UNIQUE INDEX line_once ON lacuna.line (run, number, type, key) WHERE standing;

CREATE INDEX line_of_run ON lacuna.line (run, id);

-- What the recorded calls took, by run and worker: written with the lines, so it is exact.
CREATE TABLE lacuna.spent (
  run int NOT NULL REFERENCES lacuna.run ON DELETE CASCADE,
  worker int NOT NULL REFERENCES lacuna.worker,
  replies int NOT NULL,
  input bigint NOT NULL,
  output bigint NOT NULL,
  PRIMARY KEY (run, worker)
);

-- When the next call of an endpoint may start, by requests and by tokens; tokens of a call, on average.
CREATE TABLE lacuna.rate (
  endpoint text PRIMARY KEY,
  requests_at timestamptz NOT NULL,
  tokens_at timestamptz NOT NULL,
  tokens_per_call double precision NOT NULL
);
`;
