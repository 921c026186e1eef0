import { z } from 'zod';

/** Name of the file that makes a version's folder a whole one. */
export const MANIFEST = 'manifest.json';

const manifestSchema = z.object({
  schema_version: z.literal(1),
  id: z.string(),
  version: z.string(),
  needs: z.object({ machine: z.string(), glibc: z.string().nullable(), interpreter: z.string().nullable() }),
  deployed: z.object({ at: z.string(), by: z.string().nullable(), host: z.string() }),
  files: z.array(z.object({ path: relativePath(), mode: z.int(), size: z.int(), sha256: z.string() })),
});

/** What a version consists of, and who deployed it when; `at` is an ISO instant. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The text of a manifest. */
export function manifestText(manifest: Manifest): string {
  const { files, ...head } = manifest;
  const lines = files.map((file) => `    ${JSON.stringify(file)}`);
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "files": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** A manifest from its text; null when it is none that can be trusted. */
export function parseManifest(text: string): Manifest | null {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Files are removed by these paths: none may lead out of the version's folder. */
function relativePath() {
  return z.string().refine((path) => path.split('/').every((part) => !['', '.', '..'].includes(part)));
}
