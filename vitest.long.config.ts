import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import quick, { LONG } from './vitest.config.ts';

const { test, ...rest } = quick;

/** The tests that `npm test` leaves out. */
export default mergeConfig(
  defineConfig({ ...rest, test: { ...test, include: [], exclude: [] } }),
  defineConfig({ test: { include: [LONG], exclude: configDefaults.exclude } }),
);
