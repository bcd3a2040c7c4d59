import { csv } from './csv.ts';
import type { ExportFormat } from './format.ts';
import { inspect } from './inspect.ts';
import { lmEval } from './lm-eval.ts';
import { parquet } from './parquet.ts';

/** The formats that a run can be written in. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [inspect, lmEval, parquet, csv];
