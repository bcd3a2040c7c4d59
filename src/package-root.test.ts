import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packageFile } from './package-root.ts';

it('finds the files of this package', () => {
  expect(readFileSync(packageFile('package.json'), 'utf8')).toContain('"lacuna-bench"');
  expect(readFileSync(packageFile('problems/people.yaml'), 'utf8')).toContain('pronouns');
});
