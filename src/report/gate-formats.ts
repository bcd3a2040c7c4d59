import { stripVTControlCharacters } from 'node:util';
import {
  criterionName,
  criterionWords,
  type GateReport,
  headline,
  jumpWords,
  safeName,
} from './gate.ts';

/**
 * JUnit XML: one testcase a criterion. A regression is a failure, what is inconclusive is skipped, and
 * what was refused, criterion or gate, is an error.
 */
export function renderJunit(report: GateReport): string {
  const { criteria, refused } = report;
  const cases =
    refused === null
      ? criteria.map((criterion) => {
          const words = criterionWords(criterion, report);
          const found = {
            pass: `<system-out>${xml(words)}</system-out>`,
            fail: `<failure type="regression" message="${xml(words)}"/>`,
            inconclusive: `<skipped message="${xml(words)}"/>`,
            refused: `<error type="refused" message="${xml(words)}"/>`,
          }[criterion.verdict];
          return testcase(criterionName(criterion), found);
        })
      : [testcase('gate', `<error type="refused" message="${xml(refused)}"/>`)];
  const count = (verdict: string) =>
    criteria.filter((criterion) => criterion.verdict === verdict).length;
  const counts =
    `tests="${cases.length}" failures="${count('fail')}" ` +
    `errors="${refused === null ? count('refused') : 1}" skipped="${count('inconclusive')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${xml(headline(report))}" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testcase(name: string, content: string): string {
  return `    <testcase classname="lacuna.gate" name="${xml(name)}">${content}</testcase>`;
}

/** What XML 1.0 cannot hold, not even escaped: controls, lone surrogates, non-characters. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text as XML text or attribute. */
function xml(text: string): string {
  return stripVTControlCharacters(text)
    .replace(NO_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** Annotations that GitHub's runner shows beside the job: a line each, as workflow commands. */
export function renderAnnotations(report: GateReport): string {
  const { criteria, refused } = report;
  if (refused !== null) return annotation('error', 'Gate refused', refused);
  return criteria
    .flatMap((criterion) => {
      const words = criterionWords(criterion, report);
      const name = criterionName(criterion);
      const title = {
        fail: 'Regression',
        inconclusive: 'Inconclusive',
        refused: 'Refused',
        pass: '',
      };
      const of = title[criterion.verdict];
      return [
        ...(criterion.verdict === 'pass'
          ? []
          : [
              annotation(
                criterion.verdict === 'inconclusive' ? 'warning' : 'error',
                `${of}: ${name}`,
                words,
              ),
            ]),
        ...(criterion.jumped ? [annotation('warning', `Jump: ${name}`, jumpWords(criterion))] : []),
      ];
    })
    .join('');
}

/** Escaped as GitHub's own toolkit does: properties also lose the colon and the comma. */
function annotation(kind: 'error' | 'warning', title: string, message: string): string {
  const data = (text: string) =>
    text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${kind} title=${property(safeName(title))}::${data(safeName(message))}\n`;
}
