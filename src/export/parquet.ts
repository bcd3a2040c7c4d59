import { rename, rm } from 'node:fs/promises';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { type Cell, type Column, columnsOf, verdicted } from './columns.ts';
import { DraftFile, draftOf, orInputError } from './draft-file.ts';
import type { ExportFormat, ExportSource } from './format.ts';

/** Rows, or characters of text, after which a row group is written: so much is in memory at a time. */
const GROUP_ROWS = 2_000;
const GROUP_TEXT = 4 * 1024 * 1024;

/** One row a verdict, texts as they came, in Apache Parquet (Snappy). */
export const parquet: ExportFormat = {
  name: 'parquet',
  suffix: '.parquet',
  async write(source, path) {
    // The library writes without promises; what can go wrong with the path goes wrong here.
    await (await DraftFile.open(path)).discard();
    try {
      await orInputError(path, async () => {
        await writeRows(source, draftOf(path));
        await rename(draftOf(path), path);
      });
    } catch (error) {
      await rm(draftOf(path), { force: true }).catch(() => undefined);
      throw error;
    }
    return [path];
  },
};

async function writeRows(source: ExportSource, path: string): Promise<void> {
  const columns = columnsOf(source);
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(schemaOf)],
    createdBy: `lacuna version ${source.run.versions.lacuna}`,
    kvMetadata: [{ key: 'lacuna.run', value: JSON.stringify(source.run) }],
  });
  const group: Cell[][] = columns.map(() => []);
  let text = 0;
  const flush = async (): Promise<void> => {
    if (group[0]?.length === 0) return;
    await writer.write({
      columnData: columns.map(({ name }, i) => ({ name, data: group[i] ?? [] })),
      rowGroupSize: GROUP_ROWS,
    });
    for (const cells of group) cells.length = 0;
    text = 0;
  };
  for await (const row of verdicted(source)) {
    for (const [i, { of }] of columns.entries()) {
      const cell = of(row);
      group[i]?.push(cell);
      if (typeof cell === 'string') text += cell.length;
    }
    if (group[0]?.length === GROUP_ROWS || text >= GROUP_TEXT) await flush();
  }
  await flush();
  await writer.finish();
}

function schemaOf({ name, type }: Column) {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  if (type !== 'STRING') return { ...optional, type };
  return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
}
