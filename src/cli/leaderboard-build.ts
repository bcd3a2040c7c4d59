import { z } from 'zod';
import { buildSite } from '../../leaderboard/site/build.ts';
import { releaseFile } from '../release/named.ts';
import { counted } from '../report/numbers.ts';
import { parseOptions } from './options.ts';

const Options = z.object({
  submissions: z.string(),
  out: z.string(),
  releases: z.string().default(releaseFile('')),
  base: z
    .string()
    .regex(
      /^\/(?:[\w.~-]+\/)*$/,
      'expected a path that begins and ends with "/", such as /lacuna/',
    ),
});

/** `lacuna leaderboard build`: the static site, from a folder of submissions. */
export async function leaderboardBuild(flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const { entries, pairs, kept, files } = await buildSite(options);
  const again = kept === 0 ? '' : ` (${kept} unchanged)`;
  process.stdout.write(
    `${options.out}: ${counted(entries, 'submission')}${again}, ${counted(pairs, 'pair')}, ${counted(files, 'file')}. Any static host can serve it.\n`,
  );
}
