import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Month } from '../src/domain/calendar.ts';
import { counterRow } from '../src/domain/counters.ts';
import { type CountingSettings, encodeMonthly } from '../src/scoreboard/rollups/rollup-files.ts';
import { generatedFiles } from './generated-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-generate-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function generate(...args: string[]): Promise<{ exitCode: number | undefined; stdout: string; stderr: string }> {
  const script = join(import.meta.dirname, 'generate.ts');
  const { exitCode, stdout, stderr } = await execa(process.execPath, [script, ...args], { reject: false });
  return { exitCode, stdout, stderr };
}

describe('generated files', () => {
  test('those of the repository are what the sources say', async () => {
    expect(await generate('--check')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  describe('in a folder of their own', () => {
    beforeAll(async () => {
      expect((await generate('--check', '--into', folder)).stderr).toContain(
        'config.example.yaml is missing: run node test/generate.ts\n',
      );
      expect((await generate('--into', folder)).exitCode).toBe(0);
    });

    test('are good when just written', async () => {
      expect(await generate('--check', '--into', folder)).toEqual({
        exitCode: 0,
        stdout: `${(await generatedFiles()).length} generated files are as they should be`,
        stderr: '',
      });
    });

    test('a change is named with its line, a file too many too', async () => {
      const example = join(folder, 'config.example.yaml');
      const lines = readFileSync(example, 'utf8').split('\n').length;
      appendFileSync(example, 'mine: 1\n');
      writeFileSync(join(folder, 'docs/schemas/old.schema.json'), '{}');
      expect(await generate('--check', '--into', folder)).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: [
          `config.example.yaml:${lines} is not what the sources say: run node test/generate.ts`,
          'docs/schemas/old.schema.json is made by nothing: remove it, or add it to test/generated-files.ts',
        ].join('\n'),
      });
    });
  });
});

describe('F1 published JSON Schemas', () => {
  const schemaOf = async (name: string) => {
    const file = (await generatedFiles()).find(({ path }) => path === `docs/schemas/${name}.schema.json`);
    return JSON.parse(file?.text ?? 'null');
  };

  test.each(['user-board', 'account-board', 'monthly-rollup', 'daily-rollup'])('%s says what it is', async (name) => {
    expect(await schemaOf(name)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:slurm-sb:schema:${name}:1`,
      title: expect.stringMatching(/./),
      description: expect.stringMatching(/\.json/),
      type: 'object',
      properties: { checksum: { pattern: '^sha256:[0-9a-f]{64}$' }, schema_version: { const: 1 } },
      required: expect.arrayContaining(['schema_version', 'asof', 'cluster', 'checksum']),
    });
  });

  test('a real month file fits its schema, with its checksum; without columns or checksum it does not', async () => {
    const settings: CountingSettings = {
      memory_base: 1000,
      reqmem_without_suffix: 'per-job',
      failure_states: ['FAILED'],
      gpu_gres_names: ['gpu'],
      steps: true,
    };
    const head = { asof: '2026-09-01T00:00:00Z', cluster: 'hammer', month: '2026-08' as Month, settings: [settings] };
    const bytes = encodeMonthly(head, new Map([['ada\tphysics', counterRow({ jobs: 1 })]]));
    const file = JSON.parse(bytes.toString('utf8'));
    const schema = z.fromJSONSchema(await schemaOf('monthly-rollup'));
    expect(schema.safeParse(file).error?.issues ?? []).toEqual([]);
    const { checksum: _, ...unsealed } = file;
    expect(schema.safeParse(unsealed).success).toBe(false);
    expect(schema.safeParse({ ...file, columns: file.columns.slice(1) }).success).toBe(false);
    expect(schema.safeParse({ ...file, columns: [] }).success).toBe(false);
    expect(schema.safeParse({ ...file, more: 1 }).success).toBe(false);
  });
});
