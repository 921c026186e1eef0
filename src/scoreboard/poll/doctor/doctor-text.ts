import { plainText } from '../../../platform/plain-text.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import type { RootExamination } from './examine-root.ts';

/** What doctor found, for people: a paragraph for each finding, then what was looked at. */
export function doctorText({ root, checked, unchecked, findings }: RootExamination): string {
  const { clusters, months, files } = checked;
  const names = clusters.length === 0 ? '' : ` (${clusters.join(', ')})`;
  return [
    ...findings.map(findingText),
    `${plainText(`checked ${root}: ${count(clusters.length, 'cluster')}${names}`)}, ${count(months, 'month')}, ${count(files, 'file')}\n`,
    ...unchecked.map((what) => `not checked: ${plainText(what)}\n`),
    findings.length === 0 ? 'all good\n' : `${verdict(findings)}\n`,
  ].join('');
}

function findingText({ cluster, level, file, what, remedy }: DoctorFinding): string {
  const head = [cluster ?? 'root', level, file, what].filter((part) => part !== null).join(': ');
  return `${plainText(head)}\n    ${plainText(remedy)}\n`;
}

function verdict(findings: readonly DoctorFinding[]): string {
  const errors = findings.filter(({ level }) => level === 'error').length;
  return `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
