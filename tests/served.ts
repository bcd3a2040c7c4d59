import type { Ended } from './lacuna.ts';
import { startLacuna } from './lacuna.ts';

/** A command that serves a page until it is stopped. */
export interface Served {
  /** The address that it printed. */
  readonly url: string;
  /** As Ctrl-C does. */
  readonly stop: () => Promise<Ended>;
  readonly ended: Promise<Ended>;
}

/** Starts a command that prints the address of its page. Throws with what it says where it ends without one. */
export async function serve(args: readonly string[], cwd: string): Promise<Served> {
  const { child, ended } = startLacuna(args, { cwd });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: string) => {
      text += chunk;
      const printed = /http:\/\/\S+/.exec(text)?.[0];
      if (printed !== undefined) resolve(printed);
    });
    void ended.then(({ stderr }) => reject(new Error(stderr)));
  });
  const stop = () => {
    child.kill('SIGINT');
    return ended;
  };
  return { url, stop, ended };
}
