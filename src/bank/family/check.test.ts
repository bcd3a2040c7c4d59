import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../package-root.ts';
import { checkFamily } from './check.ts';

const QUICK = { draws: 3, problems: 6 };

/** The example of the documentation, which is without fault. */
const readme = readFileSync(packageFile('problems/README.md'), 'utf8');
const good = /```yaml\n([^`]*)```/.exec(readme)?.[1] ?? '';

/** The example with stretches replaced, each of which must be there. */
function broken(...changes: ReadonlyArray<readonly [string, string]>): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example has no "${from}"`);
    return text.replace(from, to);
  }, good);
}

/** What the check says of a family: "line: field: what", the line as it stands in the file. */
function findings(yaml: string): string[] {
  const lines = yaml.split('\n');
  return checkFamily(yaml, 'f.yaml', QUICK).findings.map((finding) => {
    const [, line = '', rest = ''] = /^f\.yaml:(\d+): (.*)$/s.exec(finding) ?? [];
    return `${lines[Number(line) - 1]?.trim()} >> ${rest}`;
  });
}

it('finds nothing wrong with the example', () => {
  expect(checkFamily(good, 'f.yaml', QUICK)).toMatchObject({
    findings: [],
    admitted: 60,
    tried: 60,
  });
});

/** What is broken, and what the check must say of it: the line it stands on, and the message. */
const FAULTS: ReadonlyArray<readonly [string, ReadonlyArray<readonly [string, string]>, RegExp]> = [
  ['YAML', [['topic: lengths', 'topic: [lengths']], />> YAML: /],
  ['schema', [['topic: lengths', 'topic: 5']], /^topic: 5 >> topic: /],
  [
    'a name without meaning',
    [['target: needed', 'target: neded']],
    /^target: neded >> target: no quantity/,
  ],
  [
    'a domain that contradicts itself',
    [['{ min: "2", max: "500", step: "1" }', '{ min: "600", max: "500", step: "1" }']],
    /^domain: .*>> quantities\.novels\.domain: contradicts itself: its min 600/,
  ],
  [
    'a domain whose step leaves nothing',
    [['{ min: "1/2", max: "20" }', '{ min: "11", max: "19", step: "10" }']],
    /^domain: .*>> quantities\.novel_width\.domain: contradicts itself: no multiple of 10/,
  ],
  [
    'domains that no draw fits',
    [
      [
        'noun: width of the novels together\n    unit: centimetre\n    also: [space that the novels take]\n    domain: measure',
        'noun: width of the novels together\n    unit: centimetre\n    also: [space that the novels take]\n    domain: { min: "5000", max: "6000" }',
      ],
    ],
    /^domain: \{ min: "5000".*>> quantities\.used\.domain: none of 300 draws fits/,
  ],
  [
    'units that do not match',
    [['unit: centimetre\n    also: [how long', 'unit: metre\n    also: [how long']],
    /^- needed = used \+ atlas_width >> background\.1: adds "needed" in metre and "used" in centimetre/,
  ],
  [
    'a thing added to a measure',
    [['needed = used + atlas_width', 'needed = used + novels']],
    /^- needed = used \+ novels >> background\.1: adds "needed" in centimetre and "novels" in novel/,
  ],
  [
    'a background that repeats itself',
    [
      [
        '- needed = used + atlas_width',
        '- needed = used + atlas_width\n  - used = needed - atlas_width',
      ],
    ],
    /^- used = needed - atlas_width >> background\.2: is cyclic: it only repeats what "needed = used \+ atlas_width"/,
  ],
  [
    'a background that contradicts itself',
    [
      [
        '- needed = used + atlas_width',
        '- needed = used + atlas_width\n  - needed = used + atlas_width + 1',
      ],
    ],
    /^background: >> background: the equations contradict each other/,
  ],
  [
    'a background that says nothing',
    [['- needed = used + atlas_width', '- needed = used + atlas_width\n  - needed = needed']],
    /^- needed = needed >> background\.2: says nothing/,
  ],
  [
    'a background that needs no premise',
    [['- needed = used + atlas_width', '- needed = used + atlas_width\n  - needed = 90']],
    /^background: >> background: fixes needed without any premise/,
  ],
  [
    'a target that is not fixed',
    [['  - used = novels * novel_width\n', '']],
    /^needed: >> quantities\.needed: all premises together leave it open/,
  ],
  [
    'a premise that is not needed',
    [
      ['target: needed', 'target: used'],
      [
        '"How many centimetres long is {reader}\'s shelf?"',
        '"How many centimetres of the shelf do the novels fill?"',
      ],
    ],
    /^atlas_width: given >> premises\.atlas_width: is not needed/,
  ],
  [
    'an operator without anything to do',
    [['\nclaims:\n  used: "The novels occupy {value} centimetres of the shelf."', '\nclaims: {}']],
    /^family: bookshelf >> f\.yaml: offers nothing to the operator contradict-deep$/,
  ],
  [
    'no claims',
    [['\nclaims:\n  used: "The novels occupy {value} centimetres of the shelf."', '\nclaims: {}']],
    /^claims: \{\} >> claims: states nothing/,
  ],
  [
    'one statement once more only',
    [['\n  atlas_width: "Side by side, the atlases measure {value} centimetres."', '']],
    /^again: >> again: states fewer than 2/,
  ],
  [
    'no blur',
    [['\n      blur: "There are a good many novels on the shelf."', '']],
    /^- premise: novels >> wordings\.0\.1: no blur of "novels"/,
  ],
  [
    'no other noun',
    [['also: [how long the shelf is]', 'also: []']],
    /^needed: >> quantities\.needed: no other noun/,
  ],
  [
    'a number of the scenery that may be drawn',
    [['and some atlases."', 'and 14 atlases."']],
    /14 atlases.*>> wordings\.0\.0: states 14, which may be drawn for "novels" too/,
  ],
  ['a draw of 1', [['draw: 12..30', 'draw: 1..30']], />> quantities\.novels\.draw: .*1/],
  [
    'a relation that leaves its number in a blur',
    [
      [
        'blur: "There are a good many novels on the shelf."',
        'blur: "There are {novels} or more novels on the shelf."',
      ],
    ],
    /^blur: .*>> wordings\.0\.1\.blur: the slot \{novels\}/,
  ],
  [
    'an article before a number',
    [
      [
        '"Each novel is {novel_width} centimetres thick."',
        '"Each novel is a {novel_width} centimetres thick book."',
      ],
    ],
    /.*/,
  ],
  [
    'a word that a removal orphans',
    [
      [
        'text: "There are {novels} novels on the shelf."',
        'text: "There are {novels} paperbacks on the shelf."',
      ],
      [
        '"Each novel is {novel_width} centimetres thick."',
        '"They are {novel_width} centimetres thick each."',
      ],
    ],
    /^text: "They are .*>> wordings\.0\.2\.text: under remove of novels: orphan: .*"They"/,
  ],
  [
    'a verb that does not fit',
    [
      [
        '"The atlases take up {atlas_width} centimetres."',
        '"The atlases takes up {atlas_width} centimetres, and it need space."',
      ],
    ],
    /^text: "The atlases takes.*>> wordings\.0\.3\.text: .*verb-agreement/,
  ],
  [
    'a plural that is none',
    [
      [
        'blur: "There are a good many novels on the shelf."',
        'blur: "There are several novel on the shelf."',
      ],
    ],
    /^blur: "There are several novel .*>> wordings\.0\.1\.blur: under blur of novels: number-noun/,
  ],
  [
    'a clause that takes the end of its sentence along',
    [
      ['"There are {novels} novels on the shelf."', '"The shelf has {novels} novels"'],
      ['"Each novel is {novel', '", each {novel'],
    ],
    /wordings\.0\.[12]/,
  ],
  [
    'a second statement that admits the clash',
    [['"{reader} owns {value} novels, and', '"Actually {reader} owns {value} novels, and']],
    /^novels: "Actually.*>> again\.novels: under contradict of novels: admits-clash/,
  ],
  [
    'a second statement that leans on the one before it',
    [
      [
        '"Side by side, the atlases measure {value} centimetres."',
        '"They measure {value} centimetres side by side."',
      ],
    ],
    /^atlas_width: "They measure.*>> again\.atlas_width: under contradict of atlas_width: orphan/,
  ],
  [
    'an aside with a slip',
    [
      [
        '"The ceiling of the {room} is {value} centimetres high."',
        '"The ceiling of the the {room} is {value} centimetres high."',
      ],
    ],
    /^text: "The ceiling of the the.*>> asides\.0\.text: .*doubled-word/,
  ],
  [
    'a question with a slip',
    [
      [
        '"What is the length of the shelf in centimetres?"',
        '"What are the the length of the shelf in centimetres?"',
      ],
    ],
    /^- question: "What are the the.*>> wordings\.1\.6\.question: .*doubled-word/,
  ],
];

describe('says what is wrong, and on which line', () => {
  it.each(FAULTS)('%s', (_, changes, expected) => {
    const found = findings(broken(...changes));
    expect(found.join('\n')).toMatch(new RegExp(expected.source, 'm'));
  });

  it('fewer than two wordings', () => {
    const second = good.slice(
      good.indexOf('  - - "The atlases at one end'),
      good.indexOf('again:'),
    );
    expect(findings(broken([second, '']))).toContainEqual(
      'wordings: >> wordings: fewer than 2 wordings',
    );
  });

  it('which clause lowers the share that is admitted, and why', () => {
    // Half of the draws of the second wording state the number that blur takes away; blur has no other.
    const others = good.matchAll(
      /\n {6}blur: "[^"]*(?:atlas|Each novel|some room|same thick)[^"]*"/g,
    );
    const yaml = broken(
      ...Array.from(others, ([line]) => [line, ''] as const),
      ['draw: 12..30', 'draw: [12, 13]'],
      ['room: [living room, study, hall]', 'room: ["12", "13"]'],
      ['"What is the length', '"After {room} years, what is the length'],
      ['ceiling of the {room}', 'ceiling of the room'],
      ['"In the {room}, {reader} has', '"In the hall, {reader} has'],
      ["in {reader}'s {room}", "in {reader}'s hall"],
    );
    const { findings: found } = checkFamily(yaml, 'f.yaml', { draws: 3, problems: 24 });
    expect(found.join('\n')).toMatch(
      /wordings\.1\.\d: only 9\d\.\d% of 240 items are admitted; .*removed value 1[23] of novels/,
    );
  });
});
