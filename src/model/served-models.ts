import { z } from 'zod';

const ModelList = z.object({ data: z.array(z.object({ id: z.string().max(200) })).max(10_000) });

/** The names in an endpoint's list of models; [] where it has no such list. */
export async function listModels(get: () => Promise<unknown>): Promise<string[]> {
  try {
    const parsed = ModelList.safeParse(await get());
    return parsed.success ? parsed.data.data.map(({ id }) => id) : [];
  } catch {
    return [];
  }
}
