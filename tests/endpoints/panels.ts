import { onTestFinished } from 'vitest';
import { Judgements } from '../../graders/judge/judgements.ts';
import { Panel } from '../../graders/judge/panel.ts';
import { connect } from '../../src/model/client.ts';
import { Pace } from '../../src/run/pace.ts';
import { PacedEndpoint } from '../../src/run/paced-endpoint.ts';

export interface PanelSetUp {
  baseUrl: string;
  models: readonly string[];
  /** Where judgements are recorded. */
  path: string;
  crossCheck?: boolean;
}

/** A panel of loopback judges, without the command line around it; gives the function that closes it. */
export async function openPanel({
  baseUrl,
  models,
  path,
  crossCheck = true,
}: PanelSetUp): Promise<{ panel: Panel; close: () => Promise<void> }> {
  const judgements = await Judgements.open(path);
  const signal = new AbortController().signal;
  const sleep = async () => undefined;
  const shared = { now: Date.now, random: () => 0, signal, sleep, onRetry: () => undefined };
  const pace = new Pace({ ...shared, concurrency: 8 });
  const panel = new Panel({
    models,
    endpointOf: (model) => {
      const settings = { api: 'chat', headers: {}, timeoutMs: 20_000 } as const;
      const endpoint = connect({ ...settings, baseUrl, key: '', model });
      return new PacedEndpoint({ ...shared, endpoint, pace, attempts: 2 });
    },
    body: {},
    seed: 1,
    judgements,
    concurrency: 8,
    giveUp: () => undefined,
    now: Date.now,
    onReply: () => undefined,
    crossCheck,
  });
  return { panel, close: () => judgements.close() };
}

/** The same, closed when the test has ended. */
export async function aPanel(setUp: PanelSetUp): Promise<Panel> {
  const { panel, close } = await openPanel(setUp);
  onTestFinished(close);
  return panel;
}
